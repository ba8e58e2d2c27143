package dev.meridian.sync.version;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.sync.client.Backwards;
import dev.meridian.sync.client.ClientEffect;
import dev.meridian.sync.client.ClientInput;
import dev.meridian.sync.client.ClientLimits;
import dev.meridian.sync.client.ClientMachine;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.client.ClientStore;
import dev.meridian.sync.client.ClientTerms;
import dev.meridian.sync.client.Principal;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.LoginProofs;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.SealedEnvelope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A client of today that is told, word for word, what a relay of before said. Its nonces are those of that time, which the relay had answered. */
final class OldRelay {
    private final ClientStore store;
    private final ClientMachine machine;
    private final Deque<ByteString> nonces = new ArrayDeque<>();
    private final Deque<ClientInput> inputs = new ArrayDeque<>();
    private final Deque<ByteString> sent = new ArrayDeque<>();
    private final Set<ByteString> offered = new HashSet<>();
    private long connection;

    OldRelay(VersionVectors vectors, ProtocolVersions client) {
        store = new ClientStore(vectors.workspace());
        for (List<VersionVectors.Line> lines : vectors.connections()) {
            nonces.add(lines.getFirst().frame().getHello().getClientNonce());
        }
        ClientTerms terms = new ClientTerms(
                vectors.workspace(),
                vectors.host(),
                Sha256.of(vectors.relay().verifyKey().bytes()),
                new Principal.Device(vectors.device()),
                false,
                client);
        machine = new ClientMachine(terms, ClientLimits.DEFAULTS, store.localLog(), this::fill, new Backwards());
    }

    private void fill(byte[] out) {
        ByteString next =
                out.length == LoginProofs.NONCE_LENGTH ? nonces.remove() : ByteString.copyFrom(new byte[out.length]);
        next.copyTo(out, 0);
    }

    ClientStore store() {
        return store;
    }

    ClientStatus status() {
        return machine.status();
    }

    /** Dials and says hello. */
    Frame dial() {
        step(new ClientInput.Start());
        step(new ClientInput.Connected(connection));
        return VersionVectors.parse(sent.remove());
    }

    void hear(ByteString frame) {
        step(new ClientInput.Received(connection, frame));
    }

    /** Puts into the outbox what was pushed over a connection. */
    void enqueues(List<VersionVectors.Line> lines) {
        lines.stream()
                .filter(VersionVectors.Line::isClient)
                .flatMap(line -> line.frame().getPush().getItemsList().stream())
                .filter(item -> offered.add(item.getItem()))
                .forEach(item -> store.enqueue(item.getKind(), idOf(item), item.getItem()));
    }

    /** What is to be sent in this connection is in the outbox before; then both say what they said. */
    void holds(List<VersionVectors.Line> lines) {
        enqueues(lines);
        Frame hello = dial();
        assertThat(hello.getHello().getClientNonce())
                .isEqualTo(lines.getFirst().frame().getHello().getClientNonce());
        for (VersionVectors.Line line : lines.subList(1, lines.size())) {
            if (line.isClient()) {
                assertThat(sent.pollFirst()).as("what %s is", line.frame()).isEqualTo(line.bytes());
            } else {
                hear(line.bytes());
            }
        }
        assertThat(sent).isEmpty();
        step(new ClientInput.Stop());
    }

    private static ItemId idOf(PushItem item) {
        return item.getKind() == EntryKind.ENTRY_KIND_MEMBER
                ? MemberRecord.idOf(item.getItem()).orElseThrow()
                : ((SealedEnvelope.Read) SealedEnvelope.read(item.getItem()))
                        .envelope()
                        .itemId();
    }

    private void step(ClientInput input) {
        inputs.add(input);
        while (!inputs.isEmpty()) {
            machine.step(0, inputs.remove()).forEach(this::perform);
        }
    }

    private void perform(ClientEffect effect) {
        switch (effect) {
            case ClientEffect.Connect connect -> connection = connect.connection();
            case ClientEffect.Send send -> sent.add(send.frame());
            case ClientEffect.Deliver deliver -> {
                store.deliver(deliver.entries(), deliver.head());
                inputs.add(new ClientInput.Stored(store.log().size()));
            }
            case ClientEffect.ReadOutbox read ->
                inputs.add(new ClientInput.OutboxRead(
                        store.readOutbox(read.afterOrder(), read.itemsMax(), read.bytesMax())));
            case ClientEffect.Acked acked -> {}
            case ClientEffect.Disconnect disconnect -> {}
            case ClientEffect.SetTimer timer -> {}
            case ClientEffect.Report report -> {}
            case ClientEffect.Refused refused -> throw new AssertionError(refused.message());
            case ClientEffect.Rewind rewind -> throw new AssertionError("nothing was lost");
            case ClientEffect.ReadChain read -> throw new AssertionError("the logs go together");
            case ClientEffect.ReadOriginals read -> throw new AssertionError("the logs go together");
            case ClientEffect.Heir heir -> store.expect(heir.relayKey());
            case ClientEffect.PresenceReceived presence -> throw new AssertionError("nobody else is there");
        }
    }
}
