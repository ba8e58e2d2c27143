package dev.meridian.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Many worlds, each twice. A seed that breaks is in the message, with its last 200 events: pin it. The same seeds every time, so that a build says something
 * of what was changed; {@code -Dmeridian.soak=true} takes ten times as many that nobody has seen before.
 */
class ManyWorldsTest {
    private static final boolean SOAK = Boolean.getBoolean("meridian.soak");
    private static final int WORLDS = Integer.getInteger("meridian.worlds", SOAK ? 10_000 : 1_000);
    private static final long USUAL_SEED = 509_162_697_805L;

    @Test
    void everybodyComesToRestWithTheSameAndNothingLost() throws InterruptedException {
        long from = SOAK ? RandomGenerator.getDefault().nextLong(1L << 40) : USUAL_SEED;
        System.out.println(WORLDS + " worlds from seed " + from);
        List<Long> seeds = LongStream.range(from, from + WORLDS).boxed().toList();
        Map<String, Integer> seen = Worlds.holdTwice(seeds);
        assertThat(seen)
                .containsKeys(Arrays.stream(Happening.values()).map(Enum::name).toArray(String[]::new));
    }
}
