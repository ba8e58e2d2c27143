package dev.meridian.model.formats.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LayersTest {

    @Test
    void newThingsLieAboveEverythingInTheOrderOfTheFile_FMT_MERGE_6() {
        assertThat(arrange(7, added(), added())).containsExactly(8.0, 9.0);
    }

    @Test
    void newThingsLieBetweenTheirNeighbours_FMT_MERGE_6() {
        assertThat(arrange(9, kept(1), added(), added(), kept(4))).containsExactly(Double.NaN, 2.0, 3.0, Double.NaN);
        assertThat(arrange(9, added(), kept(1))).containsExactly(0.0, Double.NaN);
    }

    @Test
    void oneThatMovedInTheFileMovesAlone_FMT_MERGE_6() {
        assertThat(arrange(4, kept(2), kept(3), kept(4), kept(1)))
                .containsExactly(Double.NaN, Double.NaN, Double.NaN, 5.0);
    }

    @Test
    void oneThatMovedHereStays_FMT_MERGE_6() {
        assertThat(arrange(9, moved(1, 9), kept(2), kept(3))).containsExactly(Double.NaN, Double.NaN, Double.NaN);
        assertThat(arrange(9, kept(2), kept(3), moved(1, 9))).containsExactly(Double.NaN, Double.NaN, Double.NaN);
    }

    /** Where nothing was moved here, the result is the order of the file. */
    @Property(tries = 500)
    void theResultIsTheOrderOfTheFile_FMT_MERGE_6(
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 20) Integer> bases) {
        List<Integer> seen = new ArrayList<>();
        List<Layers.Slot> slots = new ArrayList<>();
        for (int base : bases) {
            boolean fresh = base == 0 || seen.contains(base);
            seen.add(base);
            slots.add(fresh ? added() : kept(base));
        }
        List<Optional<Double>> orders = Layers.arrange(slots, 20);
        List<Double> result = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            result.add(orders.get(i).or(slots.get(i)::local).orElseThrow());
        }
        assertThat(result).isSorted().doesNotHaveDuplicates();
    }

    private static List<Double> arrange(double top, Layers.Slot... slots) {
        List<Double> orders = new ArrayList<>();
        Layers.arrange(List.of(slots), top).forEach(order -> orders.add(order.orElse(Double.NaN)));
        return orders;
    }

    private static Layers.Slot added() {
        return new Layers.Slot(Optional.empty(), Optional.empty());
    }

    private static Layers.Slot kept(double order) {
        return moved(order, order);
    }

    private static Layers.Slot moved(double base, double local) {
        return new Layers.Slot(Optional.of(base), Optional.of(local));
    }
}
