package dev.meridian.bench;

import java.util.Arrays;

/** Latencies of one run, in nanoseconds. Owned by one thread; not thread-safe. */
public final class Latencies {
    private final long[] nanos;
    private int count;

    /** Room for this many samples. */
    public Latencies(int capacity) {
        nanos = new long[capacity];
    }

    /** Notes one sample. */
    public void add(long sampleNanos) {
        nanos[count++] = sampleNanos;
    }

    /** How many samples there are. */
    public int count() {
        return count;
    }

    /** The sample below which this share (0 to 1) of all samples lies, in milliseconds. */
    public double quantileMillis(double share) {
        if (count == 0) {
            throw new IllegalStateException("no sample");
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1, Math.floor(share * count))] / 1e6;
    }
}
