package dev.meridian.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Worlds that nobody has seen before, each twice. A seed that breaks is in the message, with its last 200 events: pin it. */
class FreshWorldsTest {
    private static final int WORLDS = Integer.getInteger("meridian.worlds", 1_000);

    @Test
    void everybodyComesToRestWithTheSameAndNothingLost() throws InterruptedException {
        long from = RandomGenerator.getDefault().nextLong(1L << 40);
        System.out.println(WORLDS + " fresh worlds from seed " + from);
        List<Long> seeds = LongStream.range(from, from + WORLDS).boxed().toList();
        Map<String, Integer> seen = Worlds.holdTwice(seeds);
        assertThat(seen)
                .containsKeys(Arrays.stream(Happening.values()).map(Enum::name).toArray(String[]::new));
    }
}
