package dev.meridian.model.automerge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tree against Automerge's own values read through JNI, over random concurrent histories: every value, every loser, every winner, every text.
 * {@code -Dmeridian.histories=N} runs more of them, {@code -Dmeridian.seed=S} begins at another seed.
 */
final class DifferentialTest {

    private static final ActorId READER = ActorId.ofHex("01".repeat(24));

    static LongStream seeds() {
        long first = Long.getLong("meridian.seed", 1);
        return LongStream.range(first, first + Long.getLong("meridian.histories", 60));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void treeHoldsWhatAutomergeHolds_inAnyOrderOfDelivery(long seed) {
        try (RandomHistory history = new RandomHistory(seed, 2 + (int) (seed % 4));
                BareAutomerge bare = new BareAutomerge();
                Replica late = Replica.create(READER)) {
            int heard = 0;
            for (int i = 0; i < 60; i++) {
                history.step();
                for (; heard < history.changes.size(); heard++) {
                    bare.apply(history.changes.get(heard).chunk());
                }
            }
            assertEachAgreesWithItsOwnChanges(history);
            history.deliverEverything();
            Map<String, String> content = bare.content();
            for (Replica replica : history.replicas) {
                assertThat(replica.heads()).containsExactlyInAnyOrderElementsOf(bare.heads());
                assertThat(BareAutomerge.content(replica)).isEqualTo(content);
            }

            List<Incoming> shuffled = history.shuffled();
            for (int from = 0; from < shuffled.size(); from += 7) {
                late.apply(shuffled.subList(from, Math.min(shuffled.size(), from + 7)));
            }
            assertThat(BareAutomerge.content(late)).isEqualTo(content);
            assertReloads(history, bare, content);
        }
    }

    /** While they still differ: each replica's tree against a bare document with the same changes. */
    private static void assertEachAgreesWithItsOwnChanges(RandomHistory history) {
        for (Replica replica : history.replicas) {
            try (BareAutomerge same = new BareAutomerge()) {
                history.changes.stream()
                        .filter(change -> replica.contains(change.hash()))
                        .forEach(change -> same.apply(change.chunk()));
                assertThat(BareAutomerge.content(replica)).isEqualTo(same.content());
            }
        }
    }

    private static void assertReloads(RandomHistory history, BareAutomerge bare, Map<String, String> content) {
        try (Replica reopened = Replica.open(
                READER, history.changes.stream().map(ParsedChange::chunk).toList())) {
            assertThat(BareAutomerge.content(reopened)).isEqualTo(content);
            assertThat(reopened.changeCount()).isEqualTo(history.changes.size());
        }
        if (!history.changes.isEmpty()) {
            try (BareAutomerge loaded = BareAutomerge.load(bare.save())) {
                assertThat(loaded.content()).isEqualTo(content);
                assertThat(loaded.heads()).isEqualTo(bare.heads());
                assertThat(loaded.changes()).isEqualTo(bare.changes());
            }
        }
    }
}
