package dev.meridian.bench.relay;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.bench.wire.Dialogue;
import dev.meridian.bench.wire.Peek;
import dev.meridian.bench.wire.Randomness;
import dev.meridian.proto.v1.Frame;
import dev.meridian.server.metrics.RelayMeters;
import dev.meridian.server.shard.Connection;
import dev.meridian.server.shard.Shard;
import dev.meridian.server.shard.ShardSettings;
import dev.meridian.server.shard.Shards;
import dev.meridian.server.shard.Wire;
import dev.meridian.server.store.RocksRelayLog;
import dev.meridian.server.store.StoreOpenException;
import dev.meridian.server.store.StoreSettings;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.relay.RelayIdentity;
import dev.meridian.sync.relay.RelayLimits;
import dev.meridian.sync.relay.RelayMachine;
import dev.meridian.sync.relay.StoreFault;
import dev.meridian.sync.trust.SigningKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A relay without a network: shards, machines, committer and store as they are, in this process. What it does with pushes beside
 * what the same pushes cost through a socket is the price of the socket.
 */
final class LocalRelay implements AutoCloseable {
    private static final int WAIT_SECONDS = 15;
    private static final String HOST = "local:0";

    private final RocksRelayLog log;
    private final Shards shards;
    private final AtomicLong lastNumber = new AtomicLong();

    LocalRelay(Path directory) throws StoreOpenException {
        log = RocksRelayLog.open(new StoreSettings(
                directory.resolve("local"), directory.resolve("native"), StoreSettings.CACHE_BYTES_DEFAULT));
        RelayIdentity identity = new RelayIdentity(SigningKey.generate(Randomness.ENTROPY), Set.of());
        shards = new Shards(
                ShardSettings.forCores(Runtime.getRuntime().availableProcessors()),
                new Shards.Work(
                        log,
                        log::probe,
                        workspace ->
                                new RelayMachine(workspace, identity, RelayLimits.DEFAULTS, log, Randomness.ENTROPY),
                        LocalWire::new,
                        InstantSource.system(),
                        RelayMeters.none()));
    }

    /** A client in this process. */
    private final class LocalConnection implements Connection, Dialogue {
        private final long number = lastNumber.incrementAndGet();
        private final BlockingQueue<Frame> arrived = new LinkedBlockingQueue<>();
        private final Thread driver = Thread.currentThread();
        private final AtomicLong acknowledged = new AtomicLong();
        private volatile boolean loaded;
        private volatile boolean refused;
        private @Nullable Shard shard;

        @Override
        public long number() {
            return number;
        }

        @Override
        public boolean isBackedUp() {
            return false;
        }

        @Override
        public void loggedIn() {
            // Nothing is narrower before.
        }

        @Override
        public void resumeReading() {
            throw new IllegalStateException("the mailbox was full");
        }

        /** By the shard's thread. */
        void deliver(ByteString bytes) {
            if (loaded) {
                refused |= Peek.isRefusal(bytes.asReadOnlyByteBuffer());
                acknowledged.addAndGet(Peek.receipts(ByteBuffer.wrap(bytes.toByteArray())));
                LockSupport.unpark(driver);
            } else {
                arrived.add(frame(bytes));
            }
        }

        @Override
        public void send(Frame frame) {
            if (frame.hasHello()) {
                WorkspaceId workspace = new WorkspaceId(frame.getHello().getWs());
                shard = shards.of(workspace);
                shard.opened(this, workspace, HOST);
            }
            if (shard == null || !shard.arrived(this, frame, frame.getSerializedSize())) {
                throw new IllegalStateException("the mailbox is full");
            }
        }

        @Override
        public Frame next() throws IOException {
            try {
                Frame frame = arrived.poll(WAIT_SECONDS, TimeUnit.SECONDS);
                if (frame == null || frame.hasError()) {
                    throw new IOException("instead of an answer: " + frame);
                }
                return frame;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        @Override
        public String host() {
            return HOST;
        }

        @Override
        public void close() {
            if (shard != null) {
                shard.gone(this);
            }
        }
    }

    private static Frame frame(ByteString bytes) {
        try {
            return Frame.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("no frame", e);
        }
    }

    /** Hands frames to the connections at once, in the shard's thread. */
    private static final class LocalWire implements Wire {
        @Override
        public void send(Connection to, ByteString frame) {
            ((LocalConnection) to).deliver(frame);
        }

        @Override
        public void broadcast(List<? extends Connection> to, ByteString frame) {
            to.forEach(each -> send(each, frame));
        }

        @Override
        public void close(Connection connection) {
            ((LocalConnection) connection).refused = true;
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }
    }

    /** Pushes with so many outstanding for so long; acknowledged pushes a second. */
    double appendsPerSecond(int outstanding, Duration time) throws IOException {
        LoadWorkspace workspace = LoadWorkspace.found(LocalConnection::new);
        PushTemplate template = new PushTemplate(workspace, 1);
        try (LocalConnection author = new LocalConnection()) {
            author.logIn(workspace.id(), workspace.owner().signing());
            author.loaded = true;
            long pushed = 0;
            long start = System.nanoTime();
            long end = start + time.toNanos();
            while (System.nanoTime() < end || author.acknowledged.get() < pushed) {
                boolean more = System.nanoTime() < end;
                while (more && pushed - author.acknowledged.get() < outstanding) {
                    author.send(frame(template.nextFrame()));
                    pushed++;
                }
                if (author.refused) {
                    throw new IOException("the relay refuses");
                }
                LockSupport.parkNanos(1_000_000);
            }
            return pushed * 1e9 / (System.nanoTime() - start);
        }
    }

    @Override
    public void close() throws StoreFault {
        try {
            shards.stop("done", 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.close();
    }
}
