package dev.meridian.sync.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.sync.world.Watch.Happening;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The machines together, in seeded worlds. A failing seed is in the message, with what happened last.
 */
class WorldTest {
    private static final int SEEDS = 150;
    private static final int INCIDENTS = 30;

    private final Map<Happening, Integer> happenings = new EnumMap<>(Happening.class);

    @Test
    void everybodyConvergesWhateverIsCutAndWhoeverDies() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            run(seed, false);
        }
        assertThat(happenings).containsKeys(Happening.STORE_FAILED, Happening.CAUGHT_UP_BY_READS, Happening.DUPLICATE);
        assertThat(happenings).doesNotContainKeys(Happening.RESTORE, Happening.REWIND);
    }

    @Test
    void everybodyConvergesAlsoWhenTheRelayLosesItsDisk() {
        for (int seed = 1_001; seed <= 1_000 + SEEDS; seed++) {
            run(seed, true);
        }
        assertThat(happenings).containsKeys(Happening.values());
    }

    private void run(long seed, boolean losesDisks) {
        World world = new World(seed, 4);
        try {
            world.settleIn();
            world.live(Faults.drawn(new Chance(seed), losesDisks), INCIDENTS);
            world.heal();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(world.story(), e);
        }
        world.watch().happenings().forEach((what, times) -> happenings.merge(what, times, Integer::sum));
    }
}
