package dev.meridian.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs worlds side by side: each lives in one thread, and knows nothing of the others. */
final class Worlds {
    private Worlds() {}

    /**
     * Runs each seed twice and holds the two to the same trace.
     *
     * @return what was seen in all of them
     */
    static Map<String, Integer> holdTwice(List<Long> seeds) throws InterruptedException {
        Map<String, Integer> seen = new TreeMap<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (long seed : seeds) {
                outcomes.add(threads.submit(() -> holdTwice(seed)));
            }
            for (Future<Outcome> outcome : outcomes) {
                try {
                    outcome.get().happenings().forEach((what, times) -> seen.merge(what, times, Integer::sum));
                } catch (ExecutionException e) {
                    threads.shutdownNow();
                    throw new AssertionError(e.toString(), e);
                }
            }
        }
        return seen;
    }

    private static Outcome holdTwice(long seed) {
        Outcome first = World.run(seed, Set.of(), line -> {});
        Outcome second = World.run(seed, Set.of(), line -> {});
        assertThat(second.trace()).as("the trace of seed " + seed + ", again").isEqualTo(first.trace());
        return first;
    }
}
