package dev.meridian.server.shard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What waits for the committer, bounded. Shards put, the committer takes in groups. */
final class CommitQueue {
    private final int groupRecordsMax;
    private final int queuedRecordsMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Queue<Committer.Submission> queue = new ArrayDeque<>();
    private int records;
    private boolean woken;
    private boolean closed;

    /**
     * An empty queue.
     *
     * @param groupRecordsMax a group takes whole submissions up to so many records, but at least one submission
     * @param queuedRecordsMax as many records wait
     */
    CommitQueue(int groupRecordsMax, int queuedRecordsMax) {
        this.groupRecordsMax = groupRecordsMax;
        this.queuedRecordsMax = queuedRecordsMax;
    }

    /** Adds; waits while the queue is full. */
    void put(Committer.Submission submission) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (records >= queuedRecordsMax && !closed) {
                room.await();
            }
            if (closed) {
                throw new IllegalStateException("the committer has stopped");
            }
            queue.add(submission);
            records += weight(submission);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The next group, in order; empty if none came in that time, if the queue was woken, or if it is closed and empty. */
    List<Committer.Submission> take(long nanosMax) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanosMax;
            while (queue.isEmpty() && !closed && !woken && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            return nextGroup();
        } finally {
            lock.unlock();
        }
    }

    private List<Committer.Submission> nextGroup() {
        List<Committer.Submission> group = new ArrayList<>();
        int grouped = 0;
        while (!queue.isEmpty()) {
            int more = weight(queue.element());
            if (!group.isEmpty() && grouped + more > groupRecordsMax) {
                break;
            }
            grouped += more;
            group.add(queue.remove());
        }
        records -= grouped;
        room.signalAll();
        return group;
    }

    private static int weight(Committer.Submission submission) {
        return Math.max(1, submission.batch().records().size());
    }

    /** How many records wait. */
    int records() {
        lock.lock();
        try {
            return records;
        } finally {
            lock.unlock();
        }
    }

    /** Makes {@link #take} return. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed && queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** For waiting without an end. */
    static final long FOREVER_NANOS = TimeUnit.DAYS.toNanos(1);
}
