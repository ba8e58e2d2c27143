package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Envelope;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Presence;
import dev.meridian.proto.v1.TickRequest;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.LoginProofs;
import java.util.List;
import java.util.Optional;

/**
 * One workspace in one process of a client. Owned by one thread; not thread-safe.
 *
 * <p>It dials, introduces itself, finds out how the relay's log and its own go together, and from then on verifies what comes,
 * hands it on to be stored, and sends the outbox. The parts: {@link Dialogue} (one connection), {@link Comparison} (divergence and
 * repair), {@link Replica} (the verified log), {@link Outbox} (what is under way). Rules: docs/spec/client.md.
 */
public final class ClientMachine {
    private enum Phase {
        OFFLINE,
        WAITING,
        DIALLING,
        TALKING
    }

    private static final long NEVER = Long.MAX_VALUE;

    private final ClientTerms terms;
    private final ClientLimits limits;
    private final Entropy entropy;
    private final Line line = new Line();
    private final Replica replica;
    private final Outbox outbox;
    private final BackOff backOff;
    private Phase phase = Phase.OFFLINE;
    private Optional<Dialogue> dialogue = Optional.empty();
    private long dueMillis = NEVER;
    private ClientStatus status = new ClientStatus.Offline();

    /**
     * A client that is offline.
     *
     * @param log where its stored copy of the log stands
     * @param entropy for nonces and the jitter of pauses
     * @param workers check the signatures of a frame
     */
    public ClientMachine(ClientTerms terms, ClientLimits limits, LocalLog log, Entropy entropy, Workers workers) {
        this.terms = terms;
        this.limits = limits;
        this.entropy = entropy;
        this.replica = new Replica(terms, log, workers);
        this.outbox = new Outbox(limits, line);
        this.backOff = new BackOff(limits, entropy);
    }

    /**
     * Takes one input; never blocks. The shell performs the effects in their order before it gives the next input.
     *
     * @param nowMillis any clock in milliseconds that does not stop; only differences count, but for the status Waiting
     */
    public List<ClientEffect> step(long nowMillis, ClientInput input) {
        switch (input) {
            case ClientInput.Start start -> start(nowMillis);
            case ClientInput.Stop stop -> halt(new Turn.Halt(StopReason.ASKED, "stopped", List.of()));
            case ClientInput.Connected connected -> connected(connected.connection(), nowMillis);
            case ClientInput.ConnectFailed failed -> lost(failed.connection(), failed.reason(), nowMillis);
            case ClientInput.Disconnected gone -> lost(gone.connection(), gone.reason(), nowMillis);
            case ClientInput.Received received -> received(received, nowMillis);
            case ClientInput.Stored stored -> replica.stored(stored.pos());
            case ClientInput.Rewound rewound -> rewound(rewound.log(), nowMillis);
            case ClientInput.ChainRead read -> dialogue.ifPresent(d -> turn(d.chainRead(read), nowMillis));
            case ClientInput.OriginalsRead read -> dialogue.ifPresent(d -> turn(d.originalsRead(read), nowMillis));
            case ClientInput.OutboxChanged changed -> outbox.changed();
            case ClientInput.OutboxRead read -> {
                outbox.read(read.items());
                dialogue.ifPresent(Dialogue::outboxMoved);
            }
            case ClientInput.SendPresence presence -> sendPresence(presence.envelope());
            case ClientInput.RequestTick request -> requestTick();
            case ClientInput.Tick tick -> tick(nowMillis);
        }
        reportStatus();
        return line.take();
    }

    /** How it stands with the relay. */
    public ClientStatus status() {
        return status;
    }

    /** After how many entries of a document the relay wants a snapshot of it; 0 where it wants none, or nobody is talked to. */
    public int snapshotEntries() {
        return dialogue.map(Dialogue::snapshotEntries).orElse(0);
    }

    private void start(long nowMillis) {
        if (phase == Phase.OFFLINE || phase == Phase.WAITING) {
            dial(nowMillis);
        }
    }

    private void dial(long nowMillis) {
        phase = Phase.DIALLING;
        status = new ClientStatus.Connecting();
        line.dial();
        line.add(new ClientEffect.Report(status));
        due(nowMillis + limits.answerMillisMax());
    }

    private void connected(long connection, long nowMillis) {
        if (phase == Phase.DIALLING && connection == line.connection()) {
            phase = Phase.TALKING;
            Greeting greeting = new Greeting(entropy.bytes(LoginProofs.NONCE_LENGTH));
            dialogue = Optional.of(new Dialogue(terms, greeting, replica, outbox, line));
            due(nowMillis + limits.answerMillisMax());
        }
    }

    private void lost(long connection, String reason, long nowMillis) {
        boolean ours = phase == Phase.DIALLING || phase == Phase.TALKING;
        if (ours && connection == line.connection()) {
            pause(reason, 0, nowMillis);
        }
    }

    private void received(ClientInput.Received received, long nowMillis) {
        if (phase != Phase.TALKING || received.connection() != line.connection()) {
            return;
        }
        try {
            Frame frame = Frame.parseFrom(received.frame());
            dialogue.ifPresent(d -> turn(d.receive(frame), nowMillis));
        } catch (InvalidProtocolBufferException e) {
            turn(Turn.hangUp("the relay sent something unreadable"), nowMillis);
        }
        if (phase == Phase.TALKING && replica.unstoredBytes() > limits.unstoredBytesMax()) {
            turn(Turn.hangUp("the local store is behind"), nowMillis);
        }
    }

    private void rewound(LocalLog log, long nowMillis) {
        replica.reset(log);
        dialogue.ifPresent(d -> turn(d.rewound(), nowMillis));
    }

    private void turn(Turn turn, long nowMillis) {
        switch (turn) {
            case Turn.GoOn goOn -> goOn(nowMillis);
            case Turn.HangUp hangUp -> {
                line.hangUp();
                pause(hangUp.reason(), hangUp.retryAfterMillis(), nowMillis);
            }
            case Turn.Halt halt -> halt(halt);
        }
    }

    private void goOn(long nowMillis) {
        dialogue.ifPresent(d -> {
            if (d.isCaughtUp()) {
                backOff.reset();
            }
            if (d.expectsAnswer()) {
                due(nowMillis + limits.answerMillisMax());
            } else {
                dueMillis = NEVER;
            }
        });
    }

    private void pause(String reason, long relayWishMillis, long nowMillis) {
        leave();
        phase = Phase.WAITING;
        due(nowMillis + backOff.pauseMillis(relayWishMillis));
        status = new ClientStatus.Waiting(dueMillis, reason);
        line.add(new ClientEffect.Report(status));
    }

    private void halt(Turn.Halt halt) {
        if (phase == Phase.DIALLING || phase == Phase.TALKING) {
            line.hangUp();
        }
        leave();
        phase = Phase.OFFLINE;
        dueMillis = NEVER;
        status = new ClientStatus.Stopped(halt.reason(), halt.message(), halt.evidence());
        line.add(new ClientEffect.Report(status));
    }

    private void leave() {
        outbox.close();
        dialogue = Optional.empty();
    }

    private void due(long atMillis) {
        dueMillis = atMillis;
        line.add(new ClientEffect.SetTimer(atMillis));
    }

    private void tick(long nowMillis) {
        if (dueMillis == NEVER) {
            return;
        }
        if (nowMillis < dueMillis) {
            due(dueMillis);
        } else if (phase == Phase.WAITING) {
            dial(nowMillis);
        } else {
            turn(Turn.hangUp("the relay does not answer"), nowMillis);
        }
    }

    private void sendPresence(ByteString envelope) {
        if (dialogue.filter(Dialogue::isCaughtUp).isEmpty()) {
            return;
        }
        try {
            Presence.Builder presence = Presence.newBuilder().setEnvelope(Envelope.parseFrom(envelope));
            line.send(Frame.newBuilder().setPresence(presence));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("presence is a serialised envelope", e);
        }
    }

    private void requestTick() {
        if (dialogue.filter(Dialogue::isCaughtUp).isPresent()) {
            line.send(Frame.newBuilder().setTickRequest(TickRequest.getDefaultInstance()));
        }
    }

    private void reportStatus() {
        dialogue.ifPresent(d -> {
            ClientStatus now = statusOf(d);
            if (!now.equals(status)) {
                status = now;
                line.add(new ClientEffect.Report(status));
            }
        });
    }

    private ClientStatus statusOf(Dialogue talk) {
        long stored = replica.storedPos();
        if (talk.isRepairing()) {
            return new ClientStatus.Repairing(stored);
        }
        if (!talk.isFollowing()) {
            return new ClientStatus.Connecting();
        }
        return talk.isCaughtUp() && stored == replica.log().pos()
                ? new ClientStatus.Live(stored)
                : new ClientStatus.CatchingUp(stored, talk.relayPos());
    }
}
