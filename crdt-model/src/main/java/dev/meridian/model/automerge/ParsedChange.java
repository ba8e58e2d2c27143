package dev.meridian.model.automerge;

import java.util.List;

/** A change chunk as the gate read it. Immutable. */
public final class ParsedChange {

    private final byte[] chunk;
    private final ChangeHash hash;
    private final List<ChangeHash> deps;
    private final ActorId actor;
    private final long seq;
    private final long startOp;

    ParsedChange(byte[] chunk, ChangeHash hash, List<ChangeHash> deps, ActorId actor, long seq, long startOp) {
        this.chunk = chunk;
        this.hash = hash;
        this.deps = deps;
        this.actor = actor;
        this.seq = seq;
        this.startOp = startOp;
    }

    public ChangeHash hash() {
        return hash;
    }

    public List<ChangeHash> deps() {
        return deps;
    }

    public ActorId actor() {
        return actor;
    }

    /** 1 for the actor's first change. */
    public long seq() {
        return seq;
    }

    /** Counter of its first operation. */
    public long startOp() {
        return startOp;
    }

    /** The chunk, exactly as parsed. Not copied: not to be written to. */
    public byte[] chunk() {
        return chunk;
    }
}
