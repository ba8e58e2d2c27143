package dev.meridian.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulator that finds nothing may be blind: every planted defect is found within so many seeds. */
class PlantedBugsTest {
    private static final int SEEDS = 400;

    @ParameterizedTest
    @EnumSource(Bug.class)
    void isFound(Bug bug) {
        Optional<BrokenWorld> found = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> broken(seed, bug))
                .flatMap(Optional::stream)
                .findFirst();
        assertThat(found).as(bug + " within " + SEEDS + " seeds").isPresent();
        assertThat(found.orElseThrow().why())
                .as("an invariant found it, not an accident")
                .isInstanceOf(Violation.class);
    }

    private static Optional<BrokenWorld> broken(long seed, Bug bug) {
        try {
            World.run(seed, Set.of(bug), line -> {});
            return Optional.empty();
        } catch (BrokenWorld broken) {
            return Optional.of(broken);
        }
    }

    @Test
    void aBrokenWorldTellsItsSeedAndItsLastEvents() {
        BrokenWorld broken = broken(1, Bug.ACKNOWLEDGES_BEFORE_FSYNC).orElseThrow();
        assertThat(broken).hasMessageStartingWith("seed 1: ");
        assertThat(broken.toString().lines().count()).isGreaterThan(20);
    }
}
