package dev.meridian.model.plan;

import dev.meridian.model.automerge.Applied;
import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.ChangeOutcome;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.Incoming;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.event.Event;
import dev.meridian.model.intent.Intent;
import dev.meridian.model.intent.Warning;
import dev.meridian.model.schema.DocumentKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One document with its replica: intents in, immutable snapshots and events out. What an edit or a received change costs depends on what it
 * touches, not on how much there is. Owned by the replica's thread; not thread-safe. Its snapshots may go anywhere.
 *
 * @param <S> its snapshots
 * @param <I> its intents
 */
public abstract class PlanDocument<S, I extends Intent> implements AutoCloseable {

    private final Replica replica;
    private final View<S> view;

    /** Takes over the replica: closing this closes it. */
    protected PlanDocument(Replica replica, DocumentKind kind, Projection<S> projection) {
        this.replica = replica;
        this.view = new View<>(replica, kind, projection);
    }

    /** Somebody to write down a list of intents. */
    protected abstract Scribe<I> scribe();

    /**
     * What {@link #apply} would warn of; writes nothing.
     *
     * @throws dev.meridian.model.intent.IntentRefused as apply would
     */
    public final List<Warning> check(List<? extends I> intents) {
        return new Session<>(replica, this::scribe, intents).rehearse();
    }

    /**
     * Carries out all intents, or none: in one change, or in several where they exceed what a change may hold.
     *
     * @throws dev.meridian.model.intent.IntentRefused where one cannot be carried out; nothing was written
     */
    public final Edited apply(List<? extends I> intents) {
        Session<I> session = new Session<>(replica, this::scribe, intents);
        session.carryOut();
        List<Event> events =
                view.follow(session.touched(), Set.of(replica.actor().device()));
        return new Edited(session.changes(), session.warnings(), events);
    }

    /** Changes of peers, in an order in which each comes after what it builds on. A refused one does not stop the others. */
    public final Received receive(List<Incoming> changes) {
        return follow(replica.apply(changes));
    }

    /** Changes that another process of this same home wrote to the common log. */
    public final Received replay(List<byte[]> chunks) {
        return follow(replica.replay(chunks));
    }

    private Received follow(Applied applied) {
        Set<DeviceId> authors = new HashSet<>();
        for (ChangeOutcome outcome : applied.outcomes()) {
            if (outcome instanceof ChangeOutcome.Accepted accepted) {
                authors.add(accepted.change().actor().device());
            }
        }
        return new Received(applied.outcomes(), view.follow(applied.touched(), authors));
    }

    /** The document as it is now. */
    public final S snapshot() {
        return view.snapshot();
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
