package dev.meridian.model.formats.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Gives things the order in which a file lists them, with as few moves as possible: whatever still stands as it did at the last import keeps its
 * order here, even one that was changed here; what is new or was moved in the file is put between.
 */
final class Layers {

    private Layers() {}

    /**
     * @param base the order at the last import; empty for what is new, or was never imported
     * @param local the order here; empty for what is new
     */
    record Slot(Optional<Double> base, Optional<Double> local) {}

    /**
     * The orders to set, one for each slot; empty where the order stays.
     *
     * @param top an order above everything here
     */
    static List<Optional<Double>> arrange(List<Slot> slots, double top) {
        boolean[] keeps = unmoved(slots);
        for (int i = 0; i < keeps.length; i++) {
            Slot slot = slots.get(i);
            boolean movedThere = slot.base().isPresent() && !keeps[i];
            keeps[i] = slot.local().isPresent() && !(movedThere && slot.base().equals(slot.local()));
        }
        List<Optional<Double>> orders = new ArrayList<>();
        int at = 0;
        double below = Double.NEGATIVE_INFINITY;
        while (at < keeps.length) {
            if (keeps[at]) {
                below = slots.get(at).local().orElseThrow();
                orders.add(Optional.empty());
                at++;
                continue;
            }
            int end = at;
            while (end < keeps.length && !keeps[end]) {
                end++;
            }
            double above = end < keeps.length ? slots.get(end).local().orElseThrow() : Double.POSITIVE_INFINITY;
            below = between(below, above, end - at, top, orders);
            at = end;
        }
        return orders;
    }

    /** Adds {@code count} rising orders; gives the last. */
    private static double between(double below, double above, int count, double top, List<Optional<Double>> orders) {
        double first;
        double step;
        if (above == Double.POSITIVE_INFINITY) {
            first = Math.max(below, top) + 1;
            step = 1;
        } else if (below == Double.NEGATIVE_INFINITY) {
            first = above - count;
            step = 1;
        } else {
            // Where the layers were changed here so that they contradict the file, at least the order among the new
            // ones holds.
            step = below < above ? (above - below) / (count + 1) : 1.0 / (count + 1);
            first = below + step;
        }
        for (int i = 0; i < count; i++) {
            orders.add(Optional.of(first + i * step));
        }
        return first + (count - 1) * step;
    }

    /** A longest run of slots whose orders at the last import rise in the order of the file. */
    private static boolean[] unmoved(List<Slot> slots) {
        int[] lastOfLength = new int[slots.size() + 1];
        int[] previous = new int[slots.size()];
        Arrays.fill(lastOfLength, -1);
        int longest = 0;
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).base().isEmpty()) {
                continue;
            }
            double value = slots.get(i).base().get();
            int low = 0;
            int high = longest;
            while (low < high) {
                int middle = (low + high + 1) / 2;
                boolean below = slots.get(lastOfLength[middle]).base().orElseThrow() < value;
                low = below ? middle : low;
                high = below ? high : middle - 1;
            }
            previous[i] = low == 0 ? -1 : lastOfLength[low];
            lastOfLength[low + 1] = i;
            longest = Math.max(longest, low + 1);
        }
        boolean[] keeps = new boolean[slots.size()];
        for (int i = longest == 0 ? -1 : lastOfLength[longest]; i >= 0; i = previous[i]) {
            keeps[i] = true;
        }
        return keeps;
    }
}
