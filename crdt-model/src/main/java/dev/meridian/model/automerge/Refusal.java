package dev.meridian.model.automerge;

/**
 * Why the gate refused a change: the peer's fault.
 *
 * @param detail for a log line: numbers and names of the format, never content
 */
public record Refusal(Reason reason, String detail) {

    /** The rules are in docs/spec/gate.md. */
    public enum Reason {
        /** Not a change chunk, or damaged: magic, checksum, length, type, a column that does not decode. */
        MALFORMED,
        /** Above a cap of {@link GateCaps}. */
        TOO_LARGE,
        /** Its actor does not belong to the device that signed it. */
        FOREIGN_ACTOR,
        /** It bears the actor of this replica, and this replica did not write it. */
        OWN_ACTOR,
        /** It builds on a change that is not here. */
        MISSING_DEPENDENCY,
        /** Not the change after the last one of its actor, or not built on that. */
        BAD_SEQUENCE,
        /** Its first counter is not above all that it builds on. */
        BAD_START_OP,
        /** It writes to, or replaces, something that is not there. */
        UNKNOWN_OBJECT,
        /** An operation that Meridian's documents do not use: marks, lists, counters, tables. */
        UNSUPPORTED
    }

    @Override
    public String toString() {
        return reason + ": " + detail;
    }
}
