package dev.meridian.model.automerge;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One document and the native memory behind it. Owned by the thread that made it, until {@link #handOver()}; not thread-safe. Closing is
 * explicit.
 */
public final class Replica implements AutoCloseable {

    private Replica() {}

    /** An empty document that {@code actor} writes. */
    public static Replica create(ActorId actor) {
        return open(actor, List.of());
    }

    /**
     * A document from this replica's own change log, its own changes included: they passed the gate when they came, and pass it again but for
     * authorship.
     *
     * @throws CorruptLogException where a change is refused: the log is damaged
     */
    public static Replica open(ActorId actor, List<byte[]> chunks) {
        return Unbuilt.unbuilt("open " + actor + chunks.size());
    }

    /** Changes of peers, in an order in which each comes after what it builds on. Refused ones do not stop the others. */
    public Applied apply(List<Incoming> changes) {
        return Unbuilt.unbuilt("apply " + changes.size());
    }

    /** Changes that another process of this same home wrote to the common log; they may bear this replica's actor. */
    public Applied replay(List<byte[]> chunks) {
        return Unbuilt.unbuilt("replay " + chunks.size());
    }

    /**
     * One transaction. Empty where nothing changed. Whatever {@code edits} throws rolls it back and is thrown on.
     *
     * @throws EditTooLargeException where the edit goes above a cap; nothing of it remains
     */
    public Optional<LocalChange> edit(Consumer<Editor> edits) {
        return Unbuilt.unbuilt("edit " + edits);
    }

    public ActorId actor() {
        return Unbuilt.unbuilt("actor");
    }

    public ObjectTree tree() {
        return Unbuilt.unbuilt("tree");
    }

    /**
     * A text, read from Automerge when it is first asked for after a change to it.
     *
     * @throws IllegalArgumentException unless it is a text of this document
     */
    public String text(ObjectId text) {
        return Unbuilt.unbuilt("text " + text);
    }

    /** The changes that nothing builds on yet. */
    public Set<ChangeHash> heads() {
        return Unbuilt.unbuilt("heads");
    }

    public boolean contains(ChangeHash change) {
        return Unbuilt.unbuilt("contains " + change);
    }

    /** Last sequence number of an actor, 0 where it has written nothing. */
    public long seq(ActorId actor) {
        return Unbuilt.unbuilt("seq " + actor);
    }

    /** Changes in this document. */
    public int changes() {
        return Unbuilt.unbuilt("changes");
    }

    /** Lets the calling thread own this replica from now on. The former owner must not use it any more. */
    public void handOver() {
        Unbuilt.unbuilt("handOver");
    }

    @Override
    public void close() {}
}
