package dev.meridian.model.plan;

import dev.meridian.model.automerge.GateCaps;

/** How much a single value may hold. Lengths in Unicode code points unless the name says otherwise. */
public final class Limits {

    public static final int TITLE_MAX = 1_000;
    public static final int NAME_MAX = 200;
    public static final int LABEL_MAX = 200;
    /** Of one comment. */
    public static final int COMMENT_MAX = 10_000;
    /** Of the text that a thread is about. */
    public static final int QUOTE_MAX = 2_000;
    /** Of one card or one document. */
    public static final int TEXT_MAX = 4_000_000;
    /** Extra JSON; a source with all its values. */
    public static final int VALUE_BYTES_MAX = 48 * 1024;

    /** A text edit is cut into pieces of at most so many characters deleted or inserted. */
    static final int PIECE_CHARS = 2_000;
    /** ... and so many splices. */
    static final int PIECE_SPLICES = 100;

    /** A list of intents goes on in another change when one has this many operations: with room for a piece below what the gate admits. */
    static final int CHANGE_OPS = GateCaps.DEFAULT.opsMax() - 3_000;
    /** ... or takes this many bytes. */
    static final int CHANGE_BYTES = GateCaps.DEFAULT.chunkBytesMax() - 192 * 1024;
    /** ... or wrote so often to a key that it had written already. */
    static final int CHANGE_REWRITES = GateCaps.DEFAULT.sameKeyMax() - 16;
    /** ... or inserted text in so many places. */
    static final int CHANGE_RUNS = GateCaps.DEFAULT.insertRunsMax() - PIECE_SPLICES - 1;
    /** What the life of one thing takes of its bytes, by a generous estimate. */
    static final int LIFE_BYTES = 128;

    /** Of a field of a decision that is not open yet, in code points. */
    public static final int DRAFT_MAX = 20_000;

    private Limits() {}
}
