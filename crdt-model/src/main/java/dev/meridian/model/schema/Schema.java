package dev.meridian.model.schema;

import dev.meridian.model.calendar.CycleKind;

/** Numbers and root keys that every document has. docs/schema.md is the contract. */
public final class Schema {

    /** What this version writes. A document with a greater number is read as far as it is understood, and not written to. */
    public static final long CURRENT = 1;

    /** Root key: the schema's number, an integer. */
    public static final String SCHEMA = "schema";
    /** Root key: {@code team}, {@code board} or {@code document}. */
    public static final String KIND = "kind";
    /** Root key of the team document: the workspace's name. */
    public static final String NAME = "name";
    /** Root keys of the team document, with the word of a {@link CycleKind} behind it. */
    private static final String CYCLES = "cycles:";
    /** Root key of a document: its Markdown. */
    public static final String TEXT = "text";

    /** Key of everything planned: positive where it is there, negative where somebody put it into the trash. */
    public static final String LIFE = "life";
    /** Key of a board or document in the index: heads when it was deleted, 64 hex digits each, in rising order, spaces between. */
    public static final String DELETED_AT = "deletedAt";

    /** Key of whatever was imported: its {@link dev.meridian.model.value.Source} as JSON in one string. */
    public static final String SOURCE = "source";

    /** Key of a member: the {@link dev.meridian.model.value.Frontier} up to which that person has looked. */
    public static final String LOOKED = "looked";

    /** Root keys of a document begin with it: how rounds of its decision ended. */
    public static final String OUTCOME = "outcome:";

    private Schema() {}

    /** Root key of a document: how a round of its decision ended. */
    public static String outcome(int round) {
        return OUTCOME + round;
    }

    /** The root key of a cycle of the team. */
    public static String cycle(CycleKind kind) {
        return CYCLES + kind.word();
    }
}
