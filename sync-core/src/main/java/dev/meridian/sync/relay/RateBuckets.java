package dev.meridian.sync.relay;

import dev.meridian.sync.id.DeviceId;
import java.util.HashMap;
import java.util.Map;

/** Token buckets, one a key that logged in, so that coming back does not refill them. Owned by its machine. */
final class RateBuckets {
    private static final long MILLIS_A_SECOND = 1_000;

    private final RelayLimits.Rate rate;
    private final int keysMax;
    private final Map<DeviceId, Bucket> buckets = new HashMap<>();

    private record Bucket(long bytes, long atMillis) {}

    RateBuckets(RelayLimits.Rate rate, int keysMax) {
        this.rate = rate;
        this.keysMax = keysMax;
    }

    /**
     * Takes bytes.
     *
     * @return 0 if they were there; else after how many milliseconds they will be, and nothing was taken
     */
    long take(DeviceId key, long bytes, long nowMillis) {
        long there = level(key, nowMillis);
        if (there < bytes) {
            return Math.ceilDiv((bytes - there) * MILLIS_A_SECOND, rate.bytesPerSecond());
        }
        if (buckets.size() >= keysMax) {
            buckets.keySet().removeIf(other -> level(other, nowMillis) == rate.burstBytes());
        }
        if (buckets.size() >= keysMax && !buckets.containsKey(key)) {
            return MILLIS_A_SECOND;
        }
        buckets.put(key, new Bucket(there - bytes, nowMillis));
        return 0;
    }

    private long level(DeviceId key, long nowMillis) {
        Bucket bucket = buckets.get(key);
        if (bucket == null) {
            return rate.burstBytes();
        }
        // A clock that went back refills nothing; one that jumps ahead fills the bucket, no more.
        long elapsed =
                Math.clamp(nowMillis - bucket.atMillis, 0, rate.burstBytes() * MILLIS_A_SECOND / rate.bytesPerSecond());
        return Math.min(rate.burstBytes(), bucket.bytes + elapsed * rate.bytesPerSecond() / MILLIS_A_SECOND);
    }
}
