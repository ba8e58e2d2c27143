package dev.meridian.server.net;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/** Who has how many WebSockets open, and how fast they were opened. Safe for every thread. */
final class AddressBook {
    private static final int ADDRESSES_MAX = 100_000;
    private static final int BURST_SECONDS = 10;
    private static final double NANOS_PER_SECOND = 1e9;

    /** A token bucket (immutable): so many upgrades are left at that time. */
    private record Bucket(double left, long atNanos) {}

    private final NetLimits limits;
    private final Ticker ticker;
    private final ConcurrentHashMap<InetAddress, Integer> open = new ConcurrentHashMap<>();
    private final Cache<InetAddress, Bucket> buckets;

    AddressBook(NetLimits limits, Ticker ticker) {
        this.limits = limits;
        this.ticker = ticker;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(ADDRESSES_MAX)
                .expireAfterWrite(Duration.ofMinutes(1))
                .ticker(ticker)
                .build();
    }

    /** Counts one more WebSocket of the address, unless it has too many or opens them too fast. */
    boolean enter(InetAddress address) {
        if (!takeToken(address)) {
            return false;
        }
        int now = open.merge(address, 1, Integer::sum);
        if (now > limits.connectionsPerAddressMax()) {
            leave(address);
            return false;
        }
        return true;
    }

    /** One that entered has closed. */
    void leave(InetAddress address) {
        open.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }

    private boolean takeToken(InetAddress address) {
        long now = ticker.read();
        double full = (double) limits.upgradesPerSecondPerAddress() * BURST_SECONDS;
        boolean[] taken = {false};
        buckets.asMap().compute(address, (key, bucket) -> {
            double left = bucket == null
                    ? full
                    : Math.min(
                            full,
                            bucket.left()
                                    + (now - bucket.atNanos())
                                            / NANOS_PER_SECOND
                                            * limits.upgradesPerSecondPerAddress());
            taken[0] = left >= 1;
            return new Bucket(taken[0] ? left - 1 : left, now);
        });
        return taken[0];
    }
}
