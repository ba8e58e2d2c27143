package dev.meridian.model.automerge;

/** What became of one change of a batch. */
public sealed interface ChangeOutcome {

    /** It is in the document now. */
    record Accepted(ParsedChange change) implements ChangeOutcome {}

    /** It was there already. */
    record Duplicate(ChangeHash hash) implements ChangeOutcome {}

    /** It is not in the document and left no trace there. */
    record Refused(Refusal refusal) implements ChangeOutcome {}
}
