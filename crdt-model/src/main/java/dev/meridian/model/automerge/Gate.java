package dev.meridian.model.automerge;

import java.util.List;

/** Reads change chunks in plain Java and refuses, before Automerge sees them, those that could break it (rules GATE-n in docs/spec/gate.md). */
public final class Gate {

    private Gate() {}

    /** Reads one change chunk: all checks that need no document. */
    public static GateResult parse(byte[] chunk, GateCaps caps) {
        return Unbuilt.unbuilt("parse " + chunk.length + caps);
    }

    /** Cuts a stream of concatenated chunks at their stated lengths, without looking into them. Joined again they are the same bytes; what has no length of a chunk is one last piece, for parse to refuse. */
    public static List<byte[]> split(byte[] chunks) {
        return Unbuilt.unbuilt("split " + chunks.length);
    }
}
