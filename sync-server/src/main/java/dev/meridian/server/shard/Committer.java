package dev.meridian.server.shard;

import dev.meridian.server.metrics.RelayMeters;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.relay.AppendBatch;
import dev.meridian.sync.relay.LogRecord;
import dev.meridian.sync.relay.RelayLog;
import dev.meridian.sync.relay.StoreFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. While one group is being synced the next gathers: with one append outstanding a group is one record,
 * with a thousand it is a thousand, and the disk syncs as fast as it can either way. Two committers would only share its syncs.
 *
 * <p>Acknowledging is the shards' business, after {@link Sink#committed}. After a failure of a workspace, everything of it that was
 * submitted before its machine heard of the failure fails too: those batches build on one that is not there.
 */
final class Committer {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    /** Hears what became of a submission. Called by the committer's thread; must not block. */
    interface Sink {
        /** It is durable, and so is everything of this workspace before it; {@code appends} submissions in all. */
        void committed(Submission last, int appends);

        /** It is not, or nobody knows. */
        void failed(Submission submission, StoreFault fault);
    }

    /**
     * A batch on its way to the disk.
     *
     * @param attempt rises when the workspace's machine has heard of a failure
     */
    record Submission(AppendBatch batch, long ticket, long attempt, Sink sink) {
        WorkspaceId workspace() {
            return batch.workspace();
        }
    }

    private final RelayLog log;
    private final CommitQueue queue;
    private final StoreHealth health;
    private final RelayMeters meters;
    private final Map<WorkspaceId, Long> failedAttempts = new HashMap<>();
    private final Thread thread;

    Committer(RelayLog log, CommitQueue queue, StoreHealth health, RelayMeters meters) {
        this.log = log;
        this.queue = queue;
        this.health = health;
        this.meters = meters;
        this.thread = Thread.ofPlatform().name("meridian-commit").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Waits while the queue is full: the shard that calls it then reads no more mail, and its connections no more frames. */
    void submit(Submission submission) throws InterruptedException {
        queue.put(submission);
    }

    /** Whether the store can be written to, by what the disk says now. */
    CompletableFuture<Readiness> readiness() {
        return health.ask(queue::wake);
    }

    private void run() {
        try {
            while (true) {
                List<Submission> group = queue.take(health.nanosUntilProbe());
                if (!group.isEmpty()) {
                    commit(group);
                } else if (queue.isClosed()) {
                    return;
                }
                health.probeIfDue();
            }
        } catch (InterruptedException e) {
            LOG.error("committer: interrupted; nothing more is stored");
        }
    }

    private void commit(List<Submission> group) {
        List<Submission> live = new ArrayList<>();
        for (Submission each : group) {
            Long failed = failedAttempts.get(each.workspace());
            if (failed != null && each.attempt() <= failed) {
                each.sink().failed(each, new StoreFault("an append before it failed", true));
            } else {
                live.add(each);
            }
        }
        if (!live.isEmpty()) {
            write(live);
        }
    }

    private void write(List<Submission> group) {
        long began = System.nanoTime();
        try {
            log.append(group.stream().map(Submission::batch).toList());
        } catch (StoreFault fault) {
            refuse(group, fault);
            return;
        } catch (RuntimeException e) {
            LOG.error("committer: a bug; what was to be appended is refused", e);
            refuse(group, new StoreFault("a bug: " + e, false, e));
            return;
        }
        health.wrote();
        count(group, System.nanoTime() - began);
        byWorkspace(group).forEach((workspace, submissions) -> {
            Submission last = submissions.getLast();
            failedAttempts.remove(workspace);
            last.sink().committed(last, submissions.size());
        });
    }

    private void count(List<Submission> group, long nanos) {
        int entries = 0;
        long bytes = 0;
        for (Submission each : group) {
            for (LogRecord row : each.batch().records()) {
                entries++;
                bytes += row.entry().size() + row.item().size();
            }
        }
        meters.committed(entries, bytes, nanos);
    }

    private static Map<WorkspaceId, List<Submission>> byWorkspace(List<Submission> group) {
        Map<WorkspaceId, List<Submission>> byWorkspace = new LinkedHashMap<>();
        for (Submission each : group) {
            byWorkspace
                    .computeIfAbsent(each.workspace(), none -> new ArrayList<>())
                    .add(each);
        }
        return byWorkspace;
    }

    /** Where the fault may be one workspace's, the others in its group are written without it. */
    private void refuse(List<Submission> group, StoreFault fault) {
        Map<WorkspaceId, List<Submission>> byWorkspace = byWorkspace(group);
        if (fault.isRetryable() || byWorkspace.size() == 1) {
            fail(group, fault);
        } else {
            byWorkspace.values().forEach(this::write);
        }
    }

    private void fail(List<Submission> group, StoreFault fault) {
        health.writeFailed();
        meters.commitFailed();
        // Where the store takes nothing at all, that is said once, and not again for everybody who comes back and
        // tries.
        if (!fault.isRetryable() && health.isWritable()) {
            WorkspaceId workspace = group.getFirst().workspace();
            LOG.atError()
                    .addKeyValue("workspace", workspace)
                    .log("workspace {}: an append is refused: {}", workspace, fault.getMessage());
        }
        for (Submission each : group) {
            failedAttempts.merge(each.workspace(), each.attempt(), Math::max);
            each.sink().failed(each, fault);
        }
    }

    /** Writes what is queued, then ends. */
    void finish() throws InterruptedException {
        queue.close();
        thread.join();
        health.stopped();
    }
}
