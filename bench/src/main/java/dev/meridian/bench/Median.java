package dev.meridian.bench;

import java.util.Arrays;

/** The middle one of some figures: what a neighbour on the machine does to one round does not move it. */
public final class Median {
    private Median() {}

    /** Of at least one figure; the mean of the two in the middle where their number is even. */
    public static double of(double... figures) {
        if (figures.length == 0) {
            throw new IllegalArgumentException("no figure");
        }
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
