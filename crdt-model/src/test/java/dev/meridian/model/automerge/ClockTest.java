package dev.meridian.model.automerge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Clocks against plain maps, over actor numbers of every size. */
final class ClockTest {

    private record Pair(Clock clock, Map<Integer, Integer> map) {}

    @Test
    void advancesAndMergesAsAMapDoes() {
        Random random = new Random(1);
        List<Pair> pairs = new ArrayList<>(List.of(new Pair(Clock.EMPTY, Map.of())));
        for (int i = 0; i < 5_000; i++) {
            Pair one = pairs.get(random.nextInt(pairs.size()));
            Pair next =
                    random.nextBoolean() ? advanced(one, random) : merged(one, pairs.get(random.nextInt(pairs.size())));
            pairs.add(next);
            int anyActor = random.nextInt(1 << (1 + random.nextInt(14)));
            assertThat(next.clock.seq(anyActor)).isEqualTo(next.map.getOrDefault(anyActor, 0));
        }
        for (Pair pair : pairs.subList(pairs.size() - 200, pairs.size())) {
            pair.map.forEach((actor, seq) -> assertThat(pair.clock.seq(actor)).isEqualTo(seq));
        }
    }

    private static Pair advanced(Pair pair, Random random) {
        int actor = random.nextInt(1 << (1 + random.nextInt(14)));
        int seq = pair.map.getOrDefault(actor, 0) + 1;
        Map<Integer, Integer> map = new HashMap<>(pair.map);
        map.put(actor, seq);
        return new Pair(pair.clock.with(actor, seq), map);
    }

    private static Pair merged(Pair left, Pair right) {
        Map<Integer, Integer> map = new HashMap<>(left.map);
        right.map.forEach((actor, seq) -> map.merge(actor, seq, Math::max));
        return new Pair(left.clock.merge(right.clock), map);
    }

    @Test
    void mergingWhatIsContainedGivesTheSameClock() {
        Clock past = Clock.EMPTY.with(3, 7).with(300, 2);
        Clock later = past.with(3, 8);
        assertThat(later.merge(past).seq(3)).isEqualTo(8);
        assertThat(past.merge(later).seq(3)).isEqualTo(8);
        assertThat(past.merge(later).seq(300)).isEqualTo(2);
        assertThat(past.seq(3)).isEqualTo(7);
    }
}
