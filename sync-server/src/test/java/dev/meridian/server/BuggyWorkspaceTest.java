package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Challenge;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Hello;
import dev.meridian.proto.v1.Push;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.server.metrics.RelayMeters;
import dev.meridian.server.shard.Connection;
import dev.meridian.server.shard.Shard;
import dev.meridian.server.shard.ShardSettings;
import dev.meridian.server.shard.Shards;
import dev.meridian.server.shard.Wire;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.relay.AppendBatch;
import dev.meridian.sync.relay.DedupeKey;
import dev.meridian.sync.relay.LogRecord;
import dev.meridian.sync.relay.LogState;
import dev.meridian.sync.relay.MemoryRelayLog;
import dev.meridian.sync.relay.PruneOrder;
import dev.meridian.sync.relay.RelayIdentity;
import dev.meridian.sync.relay.RelayLimits;
import dev.meridian.sync.relay.RelayLog;
import dev.meridian.sync.relay.RelayMachine;
import dev.meridian.sync.relay.StoreFault;
import dev.meridian.sync.trust.LoginProofs;
import dev.meridian.sync.trust.SigningKey;
import dev.meridian.sync.trust.VerifyKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shards without a network, over a log that has a bug in one workspace. */
@Timeout(60)
class BuggyWorkspaceTest {
    private static final String HOST = "relay.example:443";

    /** A log that throws what no log may throw, when it is asked about one workspace. */
    private static final class BuggyLog implements RelayLog {
        private final RelayLog log = new MemoryRelayLog(new MemoryRelayLog.Disk());
        private volatile Optional<WorkspaceId> broken = Optional.empty();

        @Override
        public OptionalLong find(WorkspaceId workspace, DedupeKey item) throws StoreFault {
            if (broken.equals(Optional.of(workspace))) {
                throw new IllegalStateException("a bug, put here by a test");
            }
            return log.find(workspace, item);
        }

        @Override
        public Optional<LogState> recover(WorkspaceId workspace) throws StoreFault {
            return log.recover(workspace);
        }

        @Override
        public void append(List<AppendBatch> batches) throws StoreFault {
            log.append(batches);
        }

        @Override
        public List<LogRecord> read(WorkspaceId workspace, long afterPos, int bytesMax) throws StoreFault {
            return log.read(workspace, afterPos, bytesMax);
        }

        @Override
        public long prune(PruneOrder order) throws StoreFault {
            return log.prune(order);
        }

        @Override
        public long workspaces() throws StoreFault {
            return log.workspaces();
        }

        @Override
        public Optional<ByteString> chainAt(WorkspaceId workspace, long pos) throws StoreFault {
            return log.chainAt(workspace, pos);
        }

        @Override
        public void close() throws StoreFault {
            log.close();
        }
    }

    /** A client in this process; what it is sent waits in a queue, an empty value where it is closed. */
    private final class Client implements Connection {
        private final long number;
        private final TestWorkspace workspace;
        private final Shard shard;
        private final BlockingQueue<Optional<Frame>> sent = new LinkedBlockingQueue<>();

        Client(long number, TestWorkspace workspace) {
            this.number = number;
            this.workspace = workspace;
            this.shard = shards.of(workspace.id());
        }

        @Override
        public long number() {
            return number;
        }

        @Override
        public boolean isBackedUp() {
            return false;
        }

        @Override
        public void loggedIn() {}

        @Override
        public void resumeReading() {}

        void say(Frame.Builder frame) {
            assertThat(shard.arrived(this, frame.build(), 100)).isTrue();
        }

        Optional<Frame> heard() throws InterruptedException {
            return Optional.ofNullable(sent.poll(20, TimeUnit.SECONDS)).orElseThrow();
        }

        Client logIn() throws InterruptedException {
            shard.opened(this, workspace.id(), HOST);
            ByteString nonce = TestWorkspace.ENTROPY.bytes(LoginProofs.NONCE_LENGTH);
            say(Frame.newBuilder()
                    .setHello(Hello.newBuilder()
                            .setVersionMin(1)
                            .setVersionMax(1)
                            .setWs(workspace.id().bytes())
                            .setClientNonce(nonce)));
            Challenge challenge = heard().orElseThrow().getChallenge();
            VerifyKey relay = VerifyKey.of(challenge.getRelayKey()).orElseThrow();
            say(Frame.newBuilder()
                    .setLogin(LoginProofs.prove(
                            workspace.owner().signing(),
                            new LoginProofs.Terms(workspace.id(), HOST, relay, nonce, challenge.getRelayNonce()))));
            assertThat(heard().orElseThrow().hasWelcome()).isTrue();
            return this;
        }

        void push(PushItem item) {
            say(Frame.newBuilder().setPush(Push.newBuilder().addItems(item)));
        }

        void pushed(PushItem item, long pos) throws InterruptedException {
            push(item);
            assertThat(heard().orElseThrow().getAck().getReceipts(0).getPos()).isEqualTo(pos);
        }
    }

    private static final class QueueWire implements Wire {
        @Override
        public void send(Connection to, ByteString frame) {
            try {
                ((Client) to).sent.add(Optional.of(Frame.parseFrom(frame)));
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void broadcast(List<? extends Connection> to, ByteString frame) {
            to.forEach(each -> send(each, frame));
        }

        @Override
        public void close(Connection connection) {
            Client closed = (Client) connection;
            closed.sent.add(Optional.empty());
            closed.shard.gone(closed);
        }

        @Override
        public void flush() {}
    }

    private final BuggyLog log = new BuggyLog();
    private final SigningKey relayKey = SigningKey.generate(TestWorkspace.ENTROPY);
    private final Shards shards = new Shards(
            new ShardSettings(1, 100, 1 << 20, 100, 100, 1, 1_000),
            new Shards.Work(
                    log,
                    () -> {},
                    workspace -> new RelayMachine(
                            workspace,
                            new RelayIdentity(relayKey, Set.of()),
                            RelayLimits.DEFAULTS,
                            log,
                            TestWorkspace.ENTROPY),
                    QueueWire::new,
                    InstantSource.system(),
                    RelayMeters.none()));

    @AfterEach
    void stop() throws Exception {
        shards.stop("end of test", 1);
    }

    @Test
    void aBugInOneWorkspaceStopsThatOneAndItIsReadAnewFromDisk_SRV13() throws Exception {
        TestWorkspace good = new TestWorkspace(relayKey.verifyKey());
        TestWorkspace bad = new TestWorkspace(relayKey.verifyKey());
        Client goodOwner = new Client(1, good).logIn();
        Client badOwner = new Client(2, bad).logIn();
        Client badReader = new Client(3, bad).logIn();
        goodOwner.pushed(good.genesis(), 1);
        badOwner.pushed(bad.genesis(), 1);
        PushItem item = bad.author(bad.owner()).item(ByteString.copyFromUtf8("change"));

        log.broken = Optional.of(bad.id());
        badOwner.push(item);
        assertThat(badOwner.heard()).as("closed").isEmpty();
        assertThat(badReader.heard()).as("closed too").isEmpty();
        goodOwner.pushed(good.author(good.owner()).item(ByteString.copyFromUtf8("change")), 2);

        log.broken = Optional.empty();
        new Client(4, bad).logIn().pushed(item, 2);
        assertThat(shards.readiness().get(20, TimeUnit.SECONDS).ready()).isTrue();
    }
}
