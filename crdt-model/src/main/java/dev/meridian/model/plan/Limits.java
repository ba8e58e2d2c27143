package dev.meridian.model.plan;

/** How much a single value may hold. Lengths in Unicode code points unless the name says otherwise. */
public final class Limits {

    public static final int TITLE_MAX = 1_000;
    public static final int NAME_MAX = 200;
    public static final int LABEL_MAX = 200;
    /** Of one card or one document. */
    public static final int TEXT_MAX = 4_000_000;
    /** Extra JSON; a source with all its values. */
    public static final int VALUE_BYTES_MAX = 48 * 1024;

    /** A list of intents goes into another change when one has this many operations: well below what the gate allows. */
    static final int CHANGE_OPS = 7_000;
    /** ... or takes this many bytes. */
    static final int CHANGE_BYTES = 320 * 1024;
    /** ... or writes so often to where it has written already, or inserts text in so many places. */
    static final int CHANGE_REWRITES = 800;
    /** A text edit is cut into pieces of at most so many characters deleted or inserted. */
    static final int PIECE_CHARS = 2_000;
    /** ... and so many splices. */
    static final int PIECE_SPLICES = 100;

    private Limits() {}
}
