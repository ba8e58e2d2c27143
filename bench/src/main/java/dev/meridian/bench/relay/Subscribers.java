package dev.meridian.bench.relay;

import dev.meridian.bench.wire.Peek;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Connections that follow one workspace and count what they are sent. Its counts are safe for every thread. */
final class Subscribers implements AutoCloseable {
    private static final long WAIT_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_NANOS = 100_000;

    /** Hears of entries that reached a subscriber: those after {@code fromPos}, up to and with {@code toPos}. */
    interface Arrivals {
        /** Nobody listens. */
        Arrivals IGNORED = (fromPos, toPos, nanos) -> {};

        /** Called by the reading thread. */
        void arrived(long fromPos, long toPos, long nanos);
    }

    private final Readers readers;
    private final Arrivals arrivals;
    private final long[] positions;
    private final AtomicLong deliveries = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** Subscribes so many times, from the log's end on. */
    Subscribers(InetSocketAddress relay, LoadWorkspace workspace, int count, Arrivals arrivals) throws IOException {
        this.arrivals = arrivals;
        this.positions = new long[count];
        this.readers = new Readers(this::note);
        for (int i = 0; i < count; i++) {
            readers.add(workspace.follower(relay, Optional.empty()).channel());
        }
        readers.start();
    }

    private void note(int subscriber, ByteBuffer payload, int wireBytes) {
        long pos = Peek.position(payload);
        long before = positions[subscriber];
        if (before == 0) {
            // Where it began is not known to it; the first frame after the resumption tells how far it is.
            before = pos - Peek.items(payload);
        }
        positions[subscriber] = pos;
        frames.incrementAndGet();
        bytes.addAndGet(wireBytes);
        deliveries.addAndGet(pos - before);
        arrivals.arrived(before, pos, System.nanoTime());
    }

    /** Entries that reached a subscriber, over all of them. */
    long deliveries() {
        return deliveries.get();
    }

    long frames() {
        return frames.get();
    }

    /** On the wire, with WebSocket headers. */
    long bytes() {
        return bytes.get();
    }

    /** Waits until so many entries have reached a subscriber. @throws IllegalStateException if they do not within a minute */
    void await(long deliveriesWanted) {
        long deadline = System.nanoTime() + WAIT_NANOS_MAX;
        while (deliveries.get() < deliveriesWanted) {
            readers.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "%d of %d deliveries came".formatted(deliveries.get(), deliveriesWanted));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    @Override
    public void close() throws IOException {
        readers.close();
    }
}
