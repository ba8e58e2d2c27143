package dev.meridian.sync.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Challenge;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.proto.v1.Welcome;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.relay.Team;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.SealedEnvelope;
import dev.meridian.sync.trust.SeededEntropy;
import dev.meridian.sync.trust.SigningKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One client machine with its store; the test plays the relay. */
final class ClientDesk {
    static final String HOST = "relay.example:443";
    static final int FRAME_BYTES_MAX = 1 << 20;

    final Team team;
    final ClientStore store;
    final List<ClientEffect> effects = new ArrayList<>();
    final List<ClientStatus> reports = new ArrayList<>();
    ClientLimits limits = ClientLimits.DEFAULTS;
    SigningKey relayKey;
    long nowMillis = 1_000_000;
    long timerMillis;
    long connection;
    int frameBytesMax = FRAME_BYTES_MAX;
    /** Whether the outbox is answered at once, or by the test. */
    boolean holdsOutbox;
    /** Whether what is delivered is stored at once, or by the test. */
    boolean holdsStore;

    /** Whether a cut is done at once, or by the test. */
    boolean holdsRewind;

    private final Deque<ClientInput> answers = new ArrayDeque<>();
    private final List<Frame> sent = new ArrayList<>();
    private ClientMachine machine;

    ClientDesk(Team team, Principal principal) {
        this(team, principal, new ClientStore(team.workspace()), ClientLimits.DEFAULTS);
    }

    ClientDesk(Team team, Principal principal, ClientStore store, ClientLimits limits) {
        this.team = team;
        this.store = store;
        this.limits = limits;
        this.relayKey = team.relayKey;
        ClientTerms terms = new ClientTerms(
                team.workspace(), HOST, Sha256.of(team.relayKey.verifyKey().bytes()), principal);
        machine = new ClientMachine(terms, limits, store.localLog(), new SeededEntropy("client"), new Backwards());
    }

    void step(ClientInput input) {
        answers.add(input);
        while (!answers.isEmpty()) {
            machine.step(nowMillis, answers.remove()).forEach(this::perform);
        }
    }

    private void perform(ClientEffect effect) {
        effects.add(effect);
        switch (effect) {
            case ClientEffect.Connect connect -> connection = connect.connection();
            case ClientEffect.Send send -> sent.add(parse(send.frame()));
            case ClientEffect.Deliver deliver -> {
                store.deliver(deliver.entries(), deliver.head());
                if (!holdsStore) {
                    answers.add(new ClientInput.Stored(store.log().size()));
                }
            }
            case ClientEffect.Rewind rewind -> {
                store.rewind(rewind.toPos(), rewind.head());
                if (!holdsRewind) {
                    answers.addFirst(new ClientInput.Rewound(store.localLog()));
                }
            }
            case ClientEffect.ReadChain read ->
                answers.add(new ClientInput.ChainRead(read.pos(), store.chain(read.pos())));
            case ClientEffect.ReadOriginals read -> {
                ClientStore.Originals originals = store.originals(read.afterPos());
                answers.add(new ClientInput.OriginalsRead(read.afterPos(), originals.items(), originals.head()));
            }
            case ClientEffect.ReadOutbox read -> {
                if (!holdsOutbox) {
                    answers.add(new ClientInput.OutboxRead(
                            store.readOutbox(read.afterOrder(), read.itemsMax(), read.bytesMax())));
                }
            }
            case ClientEffect.SetTimer set -> timerMillis = set.atMillis();
            case ClientEffect.Report report -> reports.add(report.status());
            case ClientEffect.Refused refused -> store.drop(refused.item());
            case ClientEffect.Heir heir -> store.expect(heir.relayKey());
            case ClientEffect.Disconnect disconnect -> {}
            case ClientEffect.Acked acked -> {}
            case ClientEffect.PresenceReceived presence -> {}
        }
    }

    private static Frame parse(ByteString bytes) {
        try {
            return Frame.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    ClientStatus status() {
        return machine.status();
    }

    /** What was sent since the last time. */
    List<Frame> takeSent() {
        List<Frame> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    <T extends ClientEffect> List<T> effects(Class<T> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    void say(Frame.Builder frame) {
        say(frame.build().toByteString());
    }

    void say(ByteString frame) {
        step(new ClientInput.Received(connection, frame));
    }

    /** Up to the login. */
    void dial() {
        step(new ClientInput.Start());
        step(new ClientInput.Connected(connection));
        assertThat(takeSent().getLast().hasHello()).isTrue();
        say(Frame.newBuilder()
                .setChallenge(Challenge.newBuilder()
                        .setVersion(1)
                        .setRelayKey(relayKey.verifyKey().bytes())
                        .setRelayNonce(team.entropy.bytes(32))));
    }

    void welcome(SignedHead head) {
        say(Frame.newBuilder().setWelcome(Welcome.newBuilder().setHead(head).setFrameBytesMax(frameBytesMax)));
    }

    void welcomeToNothing() {
        say(Frame.newBuilder().setWelcome(Welcome.newBuilder().setFrameBytesMax(frameBytesMax)));
    }

    /** Dials, is welcomed at the end of a ledger, and is confirmed where its own log ends. */
    void follow(Ledger ledger, long gen) {
        dial();
        welcome(ledger.head(gen, ledger.end()));
        say(ledger.confirmation(gen, store.log().size()));
    }

    /** Follows a ledger and has all of it. */
    void catchUp(Ledger ledger, long gen) {
        long from = store.log().size();
        follow(ledger, gen);
        if (from < ledger.end()) {
            say(ledger.append(gen, from + 1, ledger.end()));
        }
        takeSent();
        effects.clear();
    }

    void enqueue(SealedEnvelope envelope) {
        store.enqueue(EntryKind.ENTRY_KIND_ENVELOPE, envelope.itemId(), envelope.bytes());
        step(new ClientInput.OutboxChanged());
    }

    void enqueue(MemberRecord record) {
        store.enqueue(EntryKind.ENTRY_KIND_MEMBER, record.id(), record.item());
        step(new ClientInput.OutboxChanged());
    }

    /** The connection breaks and the client comes again at its own time. */
    void reconnect() {
        step(new ClientInput.Disconnected(connection, "cut"));
        nowMillis = timerMillis;
        step(new ClientInput.Tick());
        effects.clear();
        takeSent();
    }

    StopReason stopReason() {
        assertThat(status()).isInstanceOf(ClientStatus.Stopped.class);
        return ((ClientStatus.Stopped) status()).reason();
    }

    List<SignedHead> evidence() {
        return ((ClientStatus.Stopped) status()).evidence();
    }
}
