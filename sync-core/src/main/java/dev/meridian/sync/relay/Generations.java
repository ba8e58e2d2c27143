package dev.meridian.sync.relay;

import dev.meridian.sync.trust.Entropy;

/**
 * Numbers generations (GEN-1): above every one that was seen, and never twice the same, also by a relay that has lost all it
 * knew. The upper bits are the clock (milliseconds since 1970), or one step more where it is behind; the lower
 * {@value #CHANCE_BITS} are chance, for a relay that has lost its log and whose clock goes back too.
 */
final class Generations {
    private static final int CHANCE_BITS = 20;
    private static final int BYTE_MASK = 0xff;

    private final Entropy entropy;

    Generations(Entropy entropy) {
        this.entropy = entropy;
    }

    /** A generation above another. */
    long above(long gen, long nowMillis) {
        long step = Math.max((gen >>> CHANCE_BITS) + 1, nowMillis);
        long chance = 0;
        for (byte one : entropy.bytes(Integer.BYTES)) {
            chance = (chance << Byte.SIZE) | (one & BYTE_MASK);
        }
        return (step << CHANCE_BITS) | (chance & ((1L << CHANCE_BITS) - 1));
    }
}
