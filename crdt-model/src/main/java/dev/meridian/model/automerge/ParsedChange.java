package dev.meridian.model.automerge;

import java.util.List;

/** A change chunk that the gate has read: well-formed, canonical, within the caps. Immutable. */
public final class ParsedChange {

    private final byte[] chunk;
    private final byte[] plainChunk;
    private final ChangeHash hash;
    private final List<ChangeHash> deps;
    private final ActorId[] actors;
    private final int seq;
    private final int startOp;
    private final Ops ops;

    ParsedChange(byte[] chunk, byte[] plainChunk, ChangeHash hash, Header header, Ops ops) {
        this.chunk = chunk;
        this.plainChunk = plainChunk;
        this.hash = hash;
        this.deps = header.deps;
        this.actors = header.actors;
        this.seq = header.seq;
        this.startOp = header.startOp;
        this.ops = ops;
    }

    public ChangeHash hash() {
        return hash;
    }

    /** The changes that it directly builds on. */
    public List<ChangeHash> deps() {
        return deps;
    }

    public ActorId actor() {
        return actors[0];
    }

    /** 1 for the actor's first change. */
    public int seq() {
        return seq;
    }

    /** Counter of its first operation. */
    public int startOp() {
        return startOp;
    }

    /** How many operations it has, at least one. */
    public int opCount() {
        return ops.count();
    }

    /** The chunk exactly as parsed. Not copied: not to be written to. */
    public byte[] chunk() {
        return chunk;
    }

    /** The same change without compression, which is what Automerge is given: it never inflates what a peer sent. */
    byte[] plainChunk() {
        return plainChunk;
    }

    /** The author, then the other actors that operations mention. */
    ActorId[] actors() {
        return actors;
    }

    Ops ops() {
        return ops;
    }

    @Override
    public String toString() {
        return "change " + hash.hex().substring(0, 8) + " (" + seq + "@" + actor().hex() + ", " + ops.count()
                + " operations)";
    }

    /** The part of a change before its columns. */
    @SuppressWarnings("ArrayRecordComponent") // carries parts from the parser, compared by nobody
    record Header(List<ChangeHash> deps, ActorId[] actors, int seq, int startOp) {}
}
