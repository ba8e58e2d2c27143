package dev.meridian.server.shard;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for a shard. Many threads put, the shard's takes all at once.
 *
 * <p>What clients send is bounded in number and bytes: a full mailbox refuses it, remembers whom it refused, and names them when it
 * has been emptied, so that nobody is forgotten. The shard's own events are always taken; there are at most a few for every connection
 * and every batch that is being stored.
 */
final class Mailbox {
    private final int framesMax;
    private final long bytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private Queue<Mail> waiting = new ArrayDeque<>();
    private Set<Connection> refused = new LinkedHashSet<>();
    private int frames;
    private long bytes;

    Mailbox(int framesMax, long bytesMax) {
        this.framesMax = framesMax;
        this.bytesMax = bytesMax;
    }

    /**
     * What was taken.
     *
     * @param mail in the order in which it came
     * @param refused connections that found the mailbox full and wait to be told that it no longer is
     */
    record Delivery(Queue<Mail> mail, Set<Connection> refused) {}

    /** Takes a client's frame, or refuses it: then the connection will be among {@link Delivery#refused}. */
    boolean offer(Mail.Arrived arrived) {
        lock.lock();
        try {
            if (frames >= framesMax || bytes >= bytesMax) {
                refused.add(arrived.connection());
                return false;
            }
            frames++;
            bytes += arrived.bytes();
            add(arrived);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many frames of clients wait. */
    int frames() {
        lock.lock();
        try {
            return frames;
        } finally {
            lock.unlock();
        }
    }

    /** Takes an event of the shard itself. */
    void put(Mail mail) {
        lock.lock();
        try {
            add(mail);
        } finally {
            lock.unlock();
        }
    }

    private void add(Mail mail) {
        waiting.add(mail);
        notEmpty.signal();
    }

    /** All that waits; waits for something at most that long. */
    Delivery take(long nanosMax) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanosMax;
            while (waiting.isEmpty() && left > 0) {
                left = notEmpty.awaitNanos(left);
            }
            Delivery delivery = new Delivery(waiting, refused);
            waiting = new ArrayDeque<>();
            refused = new LinkedHashSet<>();
            frames = 0;
            bytes = 0;
            return delivery;
        } finally {
            lock.unlock();
        }
    }
}
