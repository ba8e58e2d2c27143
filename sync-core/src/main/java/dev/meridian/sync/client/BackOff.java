package dev.meridian.sync.client;

import dev.meridian.sync.trust.Entropy;

/** How long to wait before the next attempt: twice as long each time, with jitter, so that a relay is not stormed. */
final class BackOff {
    private static final long RELAY_WISH_MILLIS_MAX = 600_000;
    private static final int DOUBLINGS_MAX = 20;

    private final ClientLimits limits;
    private final Entropy entropy;
    private int failures;

    BackOff(ClientLimits limits, Entropy entropy) {
        this.limits = limits;
        this.entropy = entropy;
    }

    /**
     * The pause after one more failure, in milliseconds: between half of the current step and all of it, but as long as the
     * relay asked for, up to ten minutes.
     */
    long pauseMillis(long relayWishMillis) {
        long step = Math.min(
                limits.backOffMillisMax(), (long) limits.backOffMillisMin() << Math.min(failures, DOUBLINGS_MAX));
        failures++;
        long jittered = step / 2 + Math.floorMod(randomLong(), step / 2 + 1);
        return Math.max(jittered, Math.min(relayWishMillis, RELAY_WISH_MILLIS_MAX));
    }

    /** After a success. */
    void reset() {
        failures = 0;
    }

    private long randomLong() {
        long value = 0;
        for (byte one : entropy.bytes(Long.BYTES)) {
            value = value << Byte.SIZE | (one & 0xff);
        }
        return value;
    }
}
