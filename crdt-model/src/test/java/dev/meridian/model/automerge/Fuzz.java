package dev.meridian.model.automerge;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Bytes near valid ones, one after the other, from a seed that a failure names; {@code -Dmeridian.fuzz.seed=N} repeats it, {@code -Dmeridian.soak=true} goes on for
 * fifty times as long. Each input may allocate so much and no more, as the platform counts it.
 *
 * @param samples valid inputs
 * @param allocatedBytesMax by one input
 */
record Fuzz(List<byte[]> samples, long allocatedBytesMax) {
    private static final int SOAK = 50;
    private static final int MUTATIONS_MAX = 4;
    private static final int PIECE_BYTES_MAX = 64;
    /** Where lengths, counts and varints turn over. */
    private static final int[] EDGES = {0, 1, 0x7f, 0x80, 0xff, 0x40, 0x0a, 0x12};

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Gives so many inputs, more of them in a soak, to something that must bear every one. */
    void run(int inputs, Consumer<byte[]> target) {
        long seed = Long.getLong("meridian.fuzz.seed", System.nanoTime());
        RandomGenerator random =
                RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
        long count = (long) inputs * (Boolean.getBoolean("meridian.soak") ? SOAK : 1);
        samples.forEach(target); // classes are loaded, and what is valid is borne
        for (long i = 0; i < count; i++) {
            byte[] input = mutated(random);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                target.accept(input);
            } catch (RuntimeException | Error thrown) {
                throw new AssertionError(named(seed, i, input), thrown);
            }
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (allocated > allocatedBytesMax) {
                throw new AssertionError(allocated + " bytes were allocated by " + named(seed, i, input));
            }
        }
    }

    private static String named(long seed, long number, byte[] input) {
        return "input %d of -Dmeridian.fuzz.seed=%d: %s"
                .formatted(number, seed, java.util.HexFormat.of().formatHex(input));
    }

    private byte[] mutated(RandomGenerator random) {
        byte[] input = samples.get(random.nextInt(samples.size())).clone();
        for (int left = 1 + random.nextInt(MUTATIONS_MAX); left > 0; left--) {
            input = mutatedOnce(input, random);
        }
        return input;
    }

    private byte[] mutatedOnce(byte[] input, RandomGenerator random) {
        if (input.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(input.length);
        int length = Math.min(input.length - at, 1 + random.nextInt(PIECE_BYTES_MAX));
        return switch (random.nextInt(7)) {
            case 0 -> with(input, at, input[at] ^ (1 << random.nextInt(8)));
            case 1 -> with(input, at, EDGES[random.nextInt(EDGES.length)]);
            case 2 -> with(input, at, random.nextInt());
            case 3 -> Arrays.copyOf(input, at);
            case 4 -> joined(Arrays.copyOf(input, at), Arrays.copyOfRange(input, at + length, input.length));
            case 5 -> joined(Arrays.copyOf(input, at + length), Arrays.copyOfRange(input, at, input.length));
            default -> spliced(input, at, random);
        };
    }

    private byte[] spliced(byte[] input, int at, RandomGenerator random) {
        byte[] other = samples.get(random.nextInt(samples.size()));
        return joined(
                Arrays.copyOf(input, at), Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
    }

    private static byte[] with(byte[] input, int at, int value) {
        input[at] = (byte) value;
        return input;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
