package dev.meridian.server.shard;

import dev.meridian.server.metrics.RelayMeters;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.relay.RelayLog;
import dev.meridian.sync.relay.RelayMachine;
import dev.meridian.sync.relay.StoreFault;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All the threads between the network and the disk: shards, readers, the committer. Safe for every thread. */
public final class Shards {
    private static final Logger LOG = LoggerFactory.getLogger(Shards.class);

    /**
     * What they work with.
     *
     * @param probe a small durable write, to see whether the store takes one
     */
    public record Work(
            RelayLog log,
            StoreProbe probe,
            Function<WorkspaceId, RelayMachine> machines,
            Supplier<Wire> wires,
            InstantSource clock,
            RelayMeters meters) {}

    /** A small durable write. */
    @FunctionalInterface
    public interface StoreProbe {
        /** @throws StoreFault if the store cannot be written to */
        void write() throws StoreFault;
    }

    private final List<Shard> shards;
    private final Committer committer;
    private final ExecutorService readers;

    /** Starts the threads. */
    public Shards(ShardSettings settings, Work work) {
        CommitQueue queue = new CommitQueue(settings.commitGroupRecordsMax(), settings.commitQueueRecordsMax());
        StoreHealth health = new StoreHealth(work.probe());
        committer = new Committer(work.log(), queue, health, work.meters());
        ThreadFactory readerThreads =
                Thread.ofPlatform().name("meridian-read-", 0).factory();
        readers = Executors.newFixedThreadPool(settings.readThreads(), readerThreads);
        ShardParts parts = new ShardParts(
                settings, work.log(), committer, readers, work.machines(), work.wires(), work.clock(), work.meters());
        shards = IntStream.range(0, settings.shards())
                .mapToObj(number -> new Shard(number, parts))
                .toList();
        watch(work.meters(), queue, health);
        committer.start();
        shards.forEach(Shard::start);
    }

    private void watch(RelayMeters meters, CommitQueue queue, StoreHealth health) {
        meters.watch(
                "meridian.commit.waiting", "Log entries that wait for a sync of the disk", queue, CommitQueue::records);
        meters.watch(
                "meridian.store.writable",
                "1 if the last write to the store went through, else 0",
                health,
                state -> state.isWritable() ? 1 : 0);
        meters.watch(
                "meridian.workspaces",
                "Workspaces in memory",
                shards,
                all -> all.stream().mapToInt(Shard::workspaces).sum());
        meters.watch(
                "meridian.mailbox.frames",
                "Frames of clients that wait for their shard",
                shards,
                all -> all.stream().mapToInt(Shard::waitingFrames).sum());
    }

    /** The shard of a workspace: always the same one. */
    public Shard of(WorkspaceId workspace) {
        return shards.get(Math.floorMod(workspace.hashCode(), shards.size()));
    }

    /** Whether work can be done now: every thread runs, and the store takes a write. */
    public CompletableFuture<Readiness> readiness() {
        if (!committer.isAlive() || !shards.stream().allMatch(Shard::isAlive)) {
            return CompletableFuture.completedFuture(Readiness.notReady("a thread has ended; restart the relay"));
        }
        return committer.readiness();
    }

    /** Waits until all that was taken from clients is stored and answered. False if that took longer. */
    public boolean drain(long millisMax) throws InterruptedException {
        CompletableFuture<?>[] all = shards.stream().map(Shard::drain).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).get(millisMax, TimeUnit.MILLISECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException e) {
            LOG.warn("stopping: appends are still under way after {} ms", millisMax);
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Sends every client away, writes what was submitted, and ends the threads. */
    public void stop(String reason, long retryAfterMillis) throws InterruptedException {
        for (Shard shard : shards) {
            shard.stop(reason, retryAfterMillis);
        }
        readers.shutdown();
        committer.finish();
    }
}
