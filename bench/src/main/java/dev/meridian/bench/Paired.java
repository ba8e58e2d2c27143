package dev.meridian.bench;

/**
 * A figure and its floor, measured in turns, because what else the machine does slows both. Medians over the rounds.
 *
 * @param ratio the median of each round's measured divided by that round's floor
 */
public record Paired(double measured, double floor, double ratio) {
    /** One measurement. */
    @FunctionalInterface
    public interface Measurement {
        /** The figure of one round. */
        double figure() throws Exception;
    }

    /** Measures floor and subject, {@code rounds} times. */
    public static Paired of(int rounds, Measurement measured, Measurement floor) throws Exception {
        double[] of = new double[rounds];
        double[] beside = new double[rounds];
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            beside[round] = floor.figure();
            of[round] = measured.figure();
            ratios[round] = of[round] / beside[round];
        }
        return new Paired(Median.of(of), Median.of(beside), Median.of(ratios));
    }
}
