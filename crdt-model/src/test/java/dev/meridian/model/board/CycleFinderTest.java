package dev.meridian.model.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.id.CardId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CycleFinderTest {

    private final Map<CardId, SortedSet<CardId>> arrows = new TreeMap<>();

    private void arrow(int from, int to) {
        arrows.computeIfAbsent(Boards.card(from), card -> new TreeSet<>()).add(Boards.card(to));
    }

    private SortedSet<CardId> next(CardId card) {
        return arrows.getOrDefault(card, new TreeSet<>());
    }

    private List<Cycle> find(int from) {
        return CycleFinder.reachable(List.of(Boards.card(from)), this::next);
    }

    private static List<CardId> path(int... numbers) {
        List<CardId> path = new ArrayList<>();
        for (int number : numbers) {
            path.add(Boards.card(number));
        }
        return path;
    }

    @Test
    void noArrowNoCycle() {
        assertThat(find(1)).isEmpty();
    }

    @Test
    void aCycleIsNamedFromItsLeastCard_CYCLE_2() {
        arrow(7, 3);
        arrow(3, 5);
        arrow(5, 7);

        assertThat(find(7)).extracting(Cycle::path).containsExactly(path(3, 5, 7, 3));
    }

    @Test
    void ofSeveralWaysTheShortestThenTheLeastNamesIt_CYCLE_2() {
        arrow(1, 9);
        arrow(9, 1);
        arrow(1, 4);
        arrow(4, 1);
        arrow(1, 2);
        arrow(2, 3);
        arrow(3, 1);

        assertThat(find(1)).singleElement().satisfies(cycle -> {
            assertThat(cycle.path()).isEqualTo(path(1, 4, 1));
            assertThat(cycle.members()).hasSize(5);
        });
    }

    @Test
    void aCardThatBlocksItselfIsACycle() {
        arrow(2, 2);

        assertThat(find(2)).extracting(Cycle::path).containsExactly(path(2, 2));
    }

    @Test
    void aChainOfAHundredThousandDoesNotOverflow() {
        for (int i = 0; i < 100_000; i++) {
            arrow(i, i + 1);
        }
        arrow(100_000, 0);

        assertThat(find(50))
                .singleElement()
                .satisfies(cycle -> assertThat(cycle.members()).hasSize(100_001));
    }

    /** Against the definition: two cards are in one cycle when each can be reached from the other. */
    @Property(tries = 300)
    void findsExactlyWhatLeadsBackToItself_CYCLE_2(
            @ForAll @IntRange(min = 1, max = 12) int cards,
            @ForAll @IntRange(min = 0, max = 30) int count,
            @ForAll long seed) {
        arrows.clear();
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            arrow(random.nextInt(cards), random.nextInt(cards));
        }
        Set<Set<CardId>> expected = new HashSet<>();
        for (int i = 0; i < cards; i++) {
            CardId card = Boards.card(i);
            if (reachable(card).contains(card)) {
                Set<CardId> members = new HashSet<>();
                reachable(card).stream()
                        .filter(each -> reachable(each).contains(card))
                        .forEach(members::add);
                expected.add(members);
            }
        }

        List<CardId> all = new ArrayList<>(arrows.keySet());
        List<Cycle> found = CycleFinder.reachable(all, this::next);

        assertThat(found.stream().map(cycle -> (Set<CardId>) new HashSet<>(cycle.members())))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(found).allSatisfy(this::isAClosedPathThroughItsLeast);
    }

    private void isAClosedPathThroughItsLeast(Cycle cycle) {
        List<CardId> path = cycle.path();
        assertThat(path.getFirst()).isEqualTo(cycle.members().first()).isEqualTo(path.getLast());
        for (int i = 1; i < path.size(); i++) {
            assertThat(next(path.get(i - 1))).contains(path.get(i));
        }
        assertThat(new HashSet<>(path)).hasSize(path.size() - 1);
    }

    private Set<CardId> reachable(CardId start) {
        Set<CardId> seen = new HashSet<>();
        Deque<CardId> queue = new ArrayDeque<>(next(start));
        while (!queue.isEmpty()) {
            CardId card = queue.remove();
            if (seen.add(card)) {
                queue.addAll(next(card));
            }
        }
        return seen;
    }
}
