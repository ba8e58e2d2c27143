package dev.meridian.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.automerge.ActorId;
import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.ChangeOutcome;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.Incoming;
import dev.meridian.model.automerge.LocalChange;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.event.Event;
import dev.meridian.model.intent.Intent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A device with a document, and all changes that it has, in the order in which it got them. */
public final class Peer<S, I extends Intent> implements AutoCloseable {

    private final DeviceId device;
    private final Function<Replica, PlanDocument<S, I>> open;
    private final PlanDocument<S, I> document;
    private final Map<ChangeHash, ParsedChange> changes = new LinkedHashMap<>();

    /** @param number its device is sixteen bytes of this */
    public Peer(int number, Function<Replica, PlanDocument<S, I>> open) {
        byte[] bytes = new byte[DeviceId.BYTES];
        Arrays.fill(bytes, (byte) number);
        this.device = DeviceId.of(bytes);
        this.open = open;
        this.document = open.apply(Replica.create(ActorId.of(device, number)));
    }

    public DeviceId device() {
        return device;
    }

    public PlanDocument<S, I> document() {
        return document;
    }

    @SafeVarargs
    public final Edited apply(I... intents) {
        List<I> list = new ArrayList<>();
        for (I intent : intents) {
            list.add(intent);
        }
        return apply(list);
    }

    public Edited apply(List<? extends I> intents) {
        Edited edited = document.apply(intents);
        for (LocalChange change : edited.changes()) {
            changes.put(change.change().hash(), change.change());
        }
        return edited;
    }

    public S snapshot() {
        return document.snapshot();
    }

    /** Everything that the other has and this has not. */
    public List<Event> receiveFrom(Peer<S, I> other) {
        return receive(other.changes.values().stream()
                .filter(change -> !changes.containsKey(change.hash()))
                .toList());
    }

    public List<Event> receive(List<ParsedChange> incoming) {
        Received received = document.receive(incoming.stream()
                .map(change -> new Incoming(change.actor().device(), change.chunk()))
                .toList());
        assertThat(received.outcomes()).allMatch(outcome -> outcome instanceof ChangeOutcome.Accepted);
        incoming.forEach(change -> changes.put(change.hash(), change));
        return received.events();
    }

    public List<ParsedChange> changes() {
        return new ArrayList<>(changes.values());
    }

    /** The document as a device sees it that opens the same changes. */
    public S reopened() {
        List<byte[]> chunks = changes.values().stream().map(ParsedChange::chunk).toList();
        try (PlanDocument<S, I> fresh = open.apply(Replica.open(ActorId.of(device, 99), chunks))) {
            return fresh.snapshot();
        }
    }

    /** Lets all have what each has, one after the other, and asserts that all see the same, however they came to it. */
    @SafeVarargs
    public static <S, I extends Intent> void sync(Peer<S, I>... peers) {
        for (Peer<S, I> to : peers) {
            for (Peer<S, I> from : peers) {
                if (to != from) {
                    to.receiveFrom(from);
                }
            }
        }
        for (Peer<S, I> peer : peers) {
            assertThat(peer.document.heads()).isEqualTo(peers[0].document.heads());
            assertThat(peer.snapshot()).isEqualTo(peers[0].snapshot());
            assertThat(peer.reopened()).isEqualTo(peer.snapshot());
        }
    }

    @Override
    public void close() {
        document.close();
    }
}
