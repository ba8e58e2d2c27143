package dev.meridian.bench;

import java.time.Duration;

/**
 * How much is spent on one figure.
 *
 * @param time of one measurement under load
 * @param rounds how often it is repeated, each time beside its floor; the median counts
 * @param jmhIterations of each JMH benchmark that are counted, after half as many that are not
 * @param connections that lie idle for the figure of their memory
 */
public record Effort(Duration time, int rounds, int jmhIterations, int connections) {
    /** For figures to keep: about ten minutes for all of them. */
    public static final Effort FULL = new Effort(Duration.ofSeconds(3), 5, 6, 1_000);

    /** For a first look: under three minutes. */
    public static final Effort QUICK = new Effort(Duration.ofSeconds(1), 1, 1, 200);

    /** Whether a first look is enough. */
    public boolean isBrief() {
        return rounds == 1;
    }
}
