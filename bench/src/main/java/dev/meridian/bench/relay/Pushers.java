package dev.meridian.bench.relay;

import dev.meridian.bench.Latencies;
import dev.meridian.bench.wire.Peek;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Authors that push: with a fixed number outstanding, or at a fixed rate. One thread writes, that of the
 * caller; another reads the acknowledgements. Each author has a connection and a workspace of its own.
 */
final class Pushers implements AutoCloseable {
    private static final long WAIT_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final int OUT_BYTES = 128 << 10;
    private static final int RING = 1 << 14;
    private static final int SAMPLES_MAX = 1 << 21;
    private static final long MOMENT_NANOS = 100_000;

    private final List<Lane> lanes = new ArrayList<>();
    private final Readers readers;
    private final Thread writer = Thread.currentThread();
    private volatile Latencies latencies = new Latencies(0);

    /** What one author has under way. Acknowledgements come in the order of the pushes. */
    private static final class Lane {
        final SocketChannel channel;
        final PushTemplate template;
        final ByteBuffer out = ByteBuffer.allocateDirect(OUT_BYTES);
        final AtomicLongArray sentNanos = new AtomicLongArray(RING);
        final AtomicLong acknowledged = new AtomicLong();
        long pushed;

        Lane(SocketChannel channel, PushTemplate template) {
            this.channel = channel;
            this.template = template;
        }

        void put(long nanos) throws IOException {
            if (out.remaining() < template.messageBytes()) {
                flush();
            }
            for (int i = 0; i < template.items(); i++) {
                sentNanos.set((int) (pushed % RING), nanos);
                pushed++;
            }
            template.putNext(out);
        }

        void flush() throws IOException {
            out.flip();
            while (out.hasRemaining()) {
                if (channel.write(out) == 0) {
                    LockSupport.parkNanos(MOMENT_NANOS);
                }
            }
            out.clear();
        }
    }

    /**
     * What came of pushing.
     *
     * @param acknowledged how many were
     * @param nanos from the first push to the last acknowledgement
     * @param latencies from a push, or from when it was due, to its acknowledgement
     */
    record Outcome(long acknowledged, long nanos, Latencies latencies) {
        double perSecond() {
            return acknowledged * 1e9 / nanos;
        }
    }

    /** One author for each workspace, who pushes one envelope at a time. To be used by the thread that made it. */
    Pushers(InetSocketAddress relay, List<LoadWorkspace> workspaces) throws IOException {
        this(relay, workspaces, 1);
    }

    /** One author for each workspace. To be used by the thread that made it. */
    Pushers(InetSocketAddress relay, List<LoadWorkspace> workspaces, int itemsAPush) throws IOException {
        readers = new Readers(this::note);
        for (LoadWorkspace workspace : workspaces) {
            SocketChannel channel = workspace.writer(relay).channel();
            readers.add(channel);
            lanes.add(new Lane(channel, new PushTemplate(workspace, itemsAPush)));
        }
        readers.start();
    }

    private void note(int number, ByteBuffer payload, int wireBytes) {
        Lane lane = lanes.get(number);
        long now = System.nanoTime();
        int receipts = Peek.receipts(payload);
        long first = lane.acknowledged.get();
        for (int i = 0; i < receipts; i++) {
            latencies.add(now - lane.sentNanos.get((int) ((first + i) % RING)));
        }
        lane.acknowledged.addAndGet(receipts);
        LockSupport.unpark(writer);
    }

    /** Keeps so many under way in each lane for so long, then waits for the rest. */
    Outcome keepOutstanding(int each, Duration time) throws IOException {
        long before = acknowledged();
        latencies = new Latencies(SAMPLES_MAX);
        long start = System.nanoTime();
        long end = start + time.toNanos();
        while (System.nanoTime() < end) {
            boolean wrote = false;
            for (Lane lane : lanes) {
                long room = each - (lane.pushed - lane.acknowledged.get());
                for (; room >= lane.template.items(); room -= lane.template.items()) {
                    lane.put(System.nanoTime());
                }
                if (lane.out.position() > 0) {
                    lane.flush();
                    wrote = true;
                }
            }
            if (!wrote) {
                readers.requireAlive();
                LockSupport.parkNanos(1_000_000);
            }
        }
        return outcome(before, start);
    }

    /** Hears when a push was due. */
    interface Schedule {
        /** Nobody listens. */
        Schedule IGNORED = (number, dueNanos) -> {};

        /** Called before the push, with its number, from 0. */
        void due(long number, long dueNanos);
    }

    /** Pushes at a rate for so long, whether or not answers come, then waits for the rest. */
    Outcome pace(int perSecond, Duration time, Schedule schedule) throws IOException {
        long before = acknowledged();
        latencies = new Latencies(SAMPLES_MAX);
        long interval = 1_000_000_000L / perSecond;
        long count = time.toNanos() / interval;
        long start = System.nanoTime();
        for (long i = 0; i < count; ) {
            long now = System.nanoTime();
            long due = start + i * interval;
            if (due > now) {
                LockSupport.parkNanos(due - now);
                continue;
            }
            Lane lane = lanes.get((int) (i % lanes.size()));
            schedule.due(i, due);
            lane.put(due);
            i++;
            if (start + i * interval > now) {
                flush();
            }
        }
        flush();
        return outcome(before, start);
    }

    private void flush() throws IOException {
        for (Lane lane : lanes) {
            lane.flush();
        }
    }

    private Outcome outcome(long before, long start) {
        long deadline = System.nanoTime() + WAIT_NANOS_MAX;
        long pushed = lanes.stream().mapToLong(lane -> lane.pushed).sum();
        while (acknowledged() < pushed) {
            readers.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%d of %d were acknowledged".formatted(acknowledged(), pushed));
            }
            LockSupport.parkNanos(MOMENT_NANOS);
        }
        return new Outcome(pushed - before, System.nanoTime() - start, latencies);
    }

    private long acknowledged() {
        return lanes.stream().mapToLong(lane -> lane.acknowledged.get()).sum();
    }

    @Override
    public void close() throws IOException {
        readers.close();
    }
}
