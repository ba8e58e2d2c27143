package dev.meridian.simulation;

import java.util.List;
import java.util.Random;

/** Seeded chance. */
final class Chance {
    private final Random random;

    private Chance(long seed) {
        this.random = new Random(seed);
    }

    /** A stream for one part of a world, so that what one part draws does not move what another one does. */
    static Chance of(long seed, String part) {
        return new Chance(seed * 0x9E3779B97F4A7C15L + part.hashCode());
    }

    /** True so often out of a hundred. */
    boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Between 0 and {@code bound - 1}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both inclusive. */
    long between(long min, long max) {
        return min + (long) (random.nextDouble() * (max - min + 1));
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
