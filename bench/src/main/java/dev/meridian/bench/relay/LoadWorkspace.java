package dev.meridian.bench.relay;

import dev.meridian.bench.wire.Dialogue;
import dev.meridian.bench.wire.Randomness;
import dev.meridian.bench.wire.RelaySocket;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.EpochKey;
import dev.meridian.sync.trust.Genesis;
import dev.meridian.sync.trust.VerifyKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** A workspace that load is put on: its owner writes, and reads as often as is asked. Immutable. */
final class LoadWorkspace {
    private final DeviceKeys owner;
    private final Genesis genesis;

    private LoadWorkspace(DeviceKeys owner, Genesis genesis) {
        this.owner = owner;
        this.genesis = genesis;
    }

    /** Opens one more dialogue with the relay. */
    interface Dial {
        Dialogue open() throws IOException;
    }

    /** Founds a workspace at a relay over its socket. */
    static LoadWorkspace found(InetSocketAddress relay) throws IOException {
        return found(() -> RelaySocket.connect(relay));
    }

    /** Founds a workspace at a relay. */
    static LoadWorkspace found(Dial relay) throws IOException {
        DeviceKeys owner = DeviceKeys.generate(Randomness.ENTROPY);
        VerifyKey relayKey;
        try (Dialogue stranger = relay.open()) {
            relayKey = stranger.relayKey();
        }
        LoadWorkspace founded = new LoadWorkspace(owner, Genesis.create(owner, relayKey, Randomness.ENTROPY));
        try (Dialogue dialogue = relay.open()) {
            dialogue.logIn(founded.id(), owner.signing());
            dialogue.push(List.of(PushItem.newBuilder()
                    .setKind(EntryKind.ENTRY_KIND_MEMBER)
                    .setItem(founded.genesis.record().item())
                    .build()));
        }
        return founded;
    }

    WorkspaceId id() {
        return genesis.workspace();
    }

    DeviceKeys owner() {
        return owner;
    }

    EpochKey key() {
        return genesis.key();
    }

    /** A connection that is logged in and writes. */
    RelaySocket writer(InetSocketAddress relay) throws IOException {
        RelaySocket socket = RelaySocket.connect(relay);
        socket.logIn(id(), owner.signing());
        return socket;
    }

    /** A connection that follows the log from its end on. */
    RelaySocket follower(InetSocketAddress relay, Optional<InetAddress> from) throws IOException {
        RelaySocket socket = RelaySocket.connect(relay, from);
        SignedHead head = socket.logIn(id(), owner.signing()).getHead();
        socket.resume(head);
        socket.next();
        return socket;
    }
}
