package dev.meridian.server.net;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits to be written to one connection: on its way to the event loop, and in the channel. Shards add and ask from their threads,
 * the event loop takes off and reports; whoever was told that a connection is backed up hears of its relief, exactly once.
 */
final class Backlog {
    private final Channel channel;
    private final int bytesMax;
    private final AtomicLong onTheWayBytes = new AtomicLong();
    private volatile boolean reliefAwaited;

    Backlog(Channel channel, int bytesMax) {
        this.channel = channel;
        this.bytesMax = bytesMax;
    }

    /** Bytes were handed to the event loop. */
    void add(int bytes) {
        onTheWayBytes.addAndGet(bytes);
    }

    /** The event loop has them now. */
    void takeOff(int bytes) {
        onTheWayBytes.addAndGet(-bytes);
    }

    /** Whether it is backed up. If so, {@link #isRelieved} will be true for one caller when it is not any more. */
    boolean isBackedUp() {
        if (!isFull()) {
            return false;
        }
        reliefAwaited = true;
        // The event loop may have written everything between the look and the flag: then nobody would ever report
        // relief.
        return isFull() || !takeReliefAwaited();
    }

    /** By the event loop after it wrote: whether somebody waits to hear that there is room again, and there is. */
    boolean isRelieved() {
        return reliefAwaited && !isFull() && takeReliefAwaited();
    }

    private boolean isFull() {
        return onTheWayBytes.get() > bytesMax || !channel.isWritable();
    }

    private synchronized boolean takeReliefAwaited() {
        boolean awaited = reliefAwaited;
        reliefAwaited = false;
        return awaited;
    }
}
