package dev.meridian.sync.world;

import java.util.List;
import java.util.Random;

/** Seeded chance. */
final class Chance {
    private final Random random;

    Chance(long seed) {
        this.random = new Random(seed);
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

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
