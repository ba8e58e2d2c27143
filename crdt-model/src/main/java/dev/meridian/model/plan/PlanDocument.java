package dev.meridian.model.plan;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.Incoming;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.intent.Intent;
import dev.meridian.model.intent.Warning;
import java.util.List;
import java.util.Set;

/**
 * One document with its replica: intents in, immutable snapshots and events out. Owned by the replica's thread; not thread-safe. Its snapshots
 * may go anywhere.
 *
 * @param <S> its snapshots
 * @param <I> its intents
 */
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public abstract class PlanDocument<S, I extends Intent> implements AutoCloseable {

    private final Replica replica;

    /** Takes over the replica: closing this closes it. */
    protected PlanDocument(Replica replica) {
        this.replica = replica;
    }

    /**
     * What {@link #apply} would warn of; writes nothing.
     *
     * @throws dev.meridian.model.intent.IntentRefused as apply would
     */
    public final List<Warning> check(List<? extends I> intents) {
        throw new UnsupportedOperationException("check " + intents);
    }

    /**
     * Carries out all intents, or none: in one change, or in several where they exceed what a change may hold.
     *
     * @throws dev.meridian.model.intent.IntentRefused where one cannot be carried out; nothing was written
     */
    public final Edited apply(List<? extends I> intents) {
        throw new UnsupportedOperationException("apply " + intents);
    }

    /** Changes of peers, in an order in which each comes after what it builds on. A refused one does not stop the others. */
    public final Received receive(List<Incoming> changes) {
        throw new UnsupportedOperationException("receive " + changes);
    }

    /** Changes that another process of this same home wrote to the common log. */
    public final Received replay(List<byte[]> chunks) {
        throw new UnsupportedOperationException("replay " + chunks);
    }

    /** The document as it is now. */
    public final S snapshot() {
        throw new UnsupportedOperationException("snapshot");
    }

    public final Set<ChangeHash> heads() {
        return replica.heads();
    }

    public final Replica replica() {
        return replica;
    }

    @Override
    public final void close() {
        replica.close();
    }
}
