package dev.meridian.model.automerge;

/** What the gate says of bytes, before it looks at any document. */
public sealed interface GateResult {

    record Parsed(ParsedChange change) implements GateResult {}

    record Refused(Refusal refusal) implements GateResult {}
}
