package dev.meridian.model.automerge;

import java.util.List;

/** What came of unpacking. */
public sealed interface PackResult {
    /** The changes, in their order: each has passed the gate's reading, none its checks that need the document. */
    record Unpacked(List<Long> positions, List<ParsedChange> changes) implements PackResult {}

    /** No pack, or one with a change that the gate refuses. */
    record Refused(String reason) implements PackResult {}
}
