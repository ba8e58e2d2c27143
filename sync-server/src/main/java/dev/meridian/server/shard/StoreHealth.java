package dev.meridian.server.shard;

import dev.meridian.sync.relay.StoreFault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the store can be written to. Nobody believes an old answer: who asks gets the outcome of a write of the last second, if
 * need be of a small one made for the purpose. While the store is faulty it is tried every second, so that the relay's recovery is
 * logged when it happens. Written by the committer's thread, asked by any.
 */
final class StoreHealth {
    private static final Logger LOG = LoggerFactory.getLogger(StoreHealth.class);
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Shards.StoreProbe probe;
    private final List<CompletableFuture<Readiness>> asked = new ArrayList<>();
    private Readiness state = Readiness.READY;
    private long knownNanos = System.nanoTime() - FRESH_NANOS;
    private boolean stopped;

    StoreHealth(Shards.StoreProbe probe) {
        this.probe = probe;
    }

    /** A write went through. */
    void wrote() {
        note(Readiness.READY);
    }

    /** A write failed: is it the store, or what was to be written? By the committer's thread. */
    void writeFailed() {
        probe();
    }

    private void probe() {
        try {
            probe.write();
            wrote();
        } catch (StoreFault fault) {
            note(Readiness.notReady(String.valueOf(fault.getMessage())));
        }
    }

    private synchronized void note(Readiness now) {
        if (now.ready() != state.ready()) {
            if (now.ready()) {
                LOG.info("store: can be written to again");
            } else {
                LOG.error("store: cannot be written to: {}", now.reason());
            }
        }
        state = now;
        knownNanos = System.nanoTime();
    }

    /** A fresh answer; {@code wake} makes the committer look in. */
    CompletableFuture<Readiness> ask(Runnable wake) {
        CompletableFuture<Readiness> answer = new CompletableFuture<>();
        synchronized (this) {
            if (stopped) {
                return CompletableFuture.completedFuture(Readiness.notReady("stopping"));
            }
            if (isFresh()) {
                return CompletableFuture.completedFuture(state);
            }
            asked.add(answer);
        }
        wake.run();
        return answer;
    }

    private boolean isFresh() {
        return System.nanoTime() - knownNanos < FRESH_NANOS;
    }

    /** How long the committer may sleep. */
    synchronized long nanosUntilProbe() {
        return state.ready() ? CommitQueue.FOREVER_NANOS : FRESH_NANOS;
    }

    /** By the committer's thread: writes a little if somebody asked, or if the store was faulty, and the last answer is old. */
    void probeIfDue() {
        List<CompletableFuture<Readiness>> answered;
        boolean due;
        synchronized (this) {
            answered = List.copyOf(asked);
            asked.clear();
            due = !isFresh() && (!answered.isEmpty() || !state.ready());
        }
        if (due) {
            probe();
        }
        Readiness now = current();
        answered.forEach(each -> each.complete(now));
    }

    /** What the last write told. */
    boolean isWritable() {
        return current().ready();
    }

    private synchronized Readiness current() {
        return state;
    }

    /** Nobody will look in again. */
    void stopped() {
        List<CompletableFuture<Readiness>> left;
        synchronized (this) {
            stopped = true;
            left = List.copyOf(asked);
            asked.clear();
        }
        left.forEach(each -> each.complete(Readiness.notReady("stopping")));
    }
}
