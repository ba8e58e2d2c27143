package dev.meridian.sync.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Hello;
import dev.meridian.proto.v1.Login;
import dev.meridian.proto.v1.Push;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.proto.v1.Resume;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.LoginProofs;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.SeededEntropy;
import dev.meridian.sync.trust.SigningKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One relay machine on the bench: every effect is kept until the test performs it. */
final class Bench {
    static final String HOST = "relay.example:443";
    static final long BEGIN_MILLIS = 1_700_000_000_000L;

    final Team team;
    final Deque<RelayEffect.Append> appends = new ArrayDeque<>();
    final Deque<RelayEffect.Read> reads = new ArrayDeque<>();
    final Deque<PruneOrder> prunes = new ArrayDeque<>();
    final List<Long> timers = new ArrayList<>();
    MemoryRelayLog.Disk disk = new MemoryRelayLog.Disk();
    MemoryRelayLog log = new MemoryRelayLog(disk);
    RelayLimits limits = RelayLimits.DEFAULTS;
    Set<String> hosts = Set.of(HOST);
    SigningKey relayKey;
    long nowMillis = BEGIN_MILLIS;
    int broadcasts;
    private final Map<SessionId, Peer> peers = new HashMap<>();
    private RelayMachine machine;
    private long sessions;
    private int lives;

    Bench(Team team) {
        this.team = team;
        this.relayKey = team.relayKey;
        this.machine = newMachine();
    }

    /** A bench whose log holds all records that the team has made. */
    static Bench founded(Team team) {
        Bench bench = new Bench(team);
        Peer owner = bench.login(team.owner);
        owner.push(team.records().stream().map(Team::item).toArray(PushItem[]::new));
        bench.store();
        assertThat(owner.takeFrames().getFirst().getAck().getReceiptsCount())
                .isEqualTo(team.records().size());
        owner.hangUp();
        return bench;
    }

    private RelayMachine newMachine() {
        return new RelayMachine(
                team.workspace(),
                new RelayIdentity(relayKey, hosts),
                limits,
                log,
                new SeededEntropy("relay " + lives++));
    }

    /** The relay's process dies and another one starts; what it had not given to the disk is gone. */
    void restart() {
        peers.values().forEach(peer -> peer.closed = true);
        peers.clear();
        appends.clear();
        reads.clear();
        prunes.clear();
        nowMillis += 1_000;
        log = new MemoryRelayLog(disk);
        machine = newMachine();
    }

    RelayMachine machine() {
        return machine;
    }

    void step(RelayInput input) {
        machine.step(nowMillis, input).forEach(this::keep);
    }

    private void keep(RelayEffect effect) {
        switch (effect) {
            case RelayEffect.Send send -> deliver(send.session(), send.frame());
            case RelayEffect.Broadcast broadcast -> {
                broadcasts++;
                broadcast.sessions().forEach(session -> deliver(session, broadcast.frame()));
            }
            case RelayEffect.Close close -> peer(close.session()).closed = true;
            case RelayEffect.Append append -> appends.add(append);
            case RelayEffect.Read read -> reads.add(read);
            case RelayEffect.Prune prune -> prunes.add(prune.order());
            case RelayEffect.SetTimer set -> timers.add(set.atMillis());
        }
    }

    private Peer peer(SessionId session) {
        return Objects.requireNonNull(peers.get(session));
    }

    private void deliver(SessionId session, ByteString frame) {
        assertThat(frame.size()).isLessThanOrEqualTo(limits.frameBytesMax());
        try {
            peer(session).frames.add(Frame.parseFrom(frame));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** Stores what is under way, and tells the machine. */
    void store() {
        while (!appends.isEmpty()) {
            RelayEffect.Append append = appends.remove();
            write(append);
            step(new RelayInput.Stored(append.ticket()));
        }
    }

    /** Writes one batch to the disk and tells nobody. */
    void write(RelayEffect.Append append) {
        try {
            log.append(List.of(append.batch()));
        } catch (StoreFault fault) {
            throw new AssertionError(fault);
        }
    }

    void fail(RelayEffect.Append append) {
        step(new RelayInput.StoreFailed(append.ticket(), new StoreFault("no space", true)));
    }

    /** Prunes what is due, and tells the machine. */
    void prune() {
        while (!prunes.isEmpty()) {
            PruneOrder order = prunes.remove();
            try {
                step(new RelayInput.Pruned(order, log.prune(order)));
            } catch (StoreFault fault) {
                throw new AssertionError(fault);
            }
        }
    }

    /** Answers the reads that are under way, and those that follow from it. */
    void read() {
        while (!reads.isEmpty()) {
            readOne();
        }
    }

    void readOne() {
        RelayEffect.Read read = reads.remove();
        try {
            step(new RelayInput.ReadDone(
                    read.session(), read.afterPos(), log.read(team.workspace(), read.afterPos(), read.bytesMax())));
        } catch (StoreFault fault) {
            throw new AssertionError(fault);
        }
    }

    List<LogRecord> records() {
        try {
            return new MemoryRelayLog(disk).read(team.workspace(), 0, Integer.MAX_VALUE);
        } catch (StoreFault fault) {
            throw new AssertionError(fault);
        }
    }

    Peer connect() {
        return connect(HOST);
    }

    Peer connect(String host) {
        Peer peer = new Peer(new SessionId(++sessions));
        peers.put(peer.session, peer);
        step(new RelayInput.Opened(peer.session, host));
        return peer;
    }

    Peer login(DeviceKeys keys) {
        return login(keys.signing());
    }

    /** A peer that was welcomed. */
    Peer login(SigningKey key) {
        Peer peer = connect();
        peer.hello();
        Frame challenge = peer.takeFrames().getFirst();
        peer.send(Frame.newBuilder().setLogin(peer.proof(key, HOST, challenge)));
        peer.welcome = peer.takeFrames().getFirst();
        return peer;
    }

    /** A peer that follows the log from its end. */
    Peer follow(DeviceKeys keys) {
        Peer peer = login(keys);
        List<LogRecord> records = records();
        peer.resume(records.size());
        assertThat(peer.takeFrames().getFirst().hasAppend()).isTrue();
        return peer;
    }

    /** One connection, and what came over it. */
    final class Peer {
        final SessionId session;
        private final List<Frame> frames = new ArrayList<>();
        boolean closed;
        Frame welcome = Frame.getDefaultInstance();

        private final ByteString nonce = team.entropy.bytes(LoginProofs.NONCE_LENGTH);

        Peer(SessionId session) {
            this.session = session;
        }

        void send(Frame.Builder frame) {
            step(new RelayInput.Received(session, frame.build()));
        }

        void hello() {
            send(Frame.newBuilder().setHello(helloOf(1, 1)));
        }

        Hello.Builder helloOf(int versionMin, int versionMax) {
            return Hello.newBuilder()
                    .setVersionMin(versionMin)
                    .setVersionMax(versionMax)
                    .setWs(team.workspace().bytes())
                    .setClientNonce(nonce);
        }

        Login proof(SigningKey key, String host, Frame challenge) {
            return LoginProofs.prove(key, terms(host, challenge));
        }

        LoginProofs.Terms terms(String host, Frame challenge) {
            return new LoginProofs.Terms(
                    team.workspace(),
                    host,
                    relayKey.verifyKey(),
                    nonce,
                    challenge.getChallenge().getRelayNonce());
        }

        void push(PushItem... items) {
            send(Frame.newBuilder().setPush(Push.newBuilder().addAllItems(Arrays.asList(items))));
        }

        /** Claims the relay's own log up to a position. */
        void resume(long afterPos) {
            ByteString chain = afterPos == 0
                    ? Chain.ZERO
                    : records().get((int) afterPos - 1).chain();
            resume(0, afterPos, chain);
        }

        void resume(long gen, long afterPos, ByteString chain) {
            send(Frame.newBuilder()
                    .setResume(Resume.newBuilder()
                            .setGen(gen)
                            .setAfterPos(afterPos)
                            .setChain(chain)));
        }

        void hangUp() {
            step(new RelayInput.Closed(session));
            closed = true;
        }

        /** What came since the last time. */
        List<Frame> takeFrames() {
            List<Frame> taken = List.copyOf(frames);
            frames.clear();
            return taken;
        }

        /** The positions that came, in the order they came. */
        List<Long> takePositions() {
            return takeFrames().stream()
                    .flatMap(frame -> frame.getAppend().getItemsList().stream())
                    .map(item -> LogEntry.parse(item.getEntry()).orElseThrow().pos())
                    .toList();
        }
    }

    /** Ids of records, as receipts have them. */
    static ByteString idOf(MemberRecord record) {
        return record.id().bytes();
    }
}
