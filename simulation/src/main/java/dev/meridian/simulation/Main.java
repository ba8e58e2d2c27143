package dev.meridian.simulation;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Runs worlds from the command line: {@code simulation/run}. */
public final class Main {
    private static final String USAGE = """
            usage: simulation/run [--seed N] [--seeds N] [--from N] [--soak] [--bug NAME]
              --seed N     one world, telling everything that happens
              --seeds N    so many worlds (default 1000), from a random seed or --from
              --soak       worlds until stopped, or until one breaks
              --bug NAME   plants a defect: %s
            """.formatted(EnumSet.allOf(Bug.class));

    private Main() {}

    /** Exit codes: 0 all held, 1 a world broke, 64 wrong usage. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        long from = RandomGenerator.getDefault().nextLong(1L << 40);
        long count = 1_000;
        boolean single = false;
        Set<Bug> bugs = EnumSet.noneOf(Bug.class);
        try {
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--seed" -> {
                        from = Long.parseLong(arguments[++i]);
                        single = true;
                    }
                    case "--seeds" -> count = Long.parseLong(arguments[++i]);
                    case "--from" -> from = Long.parseLong(arguments[++i]);
                    case "--soak" -> count = Long.MAX_VALUE;
                    case "--bug" -> bugs.add(Bug.valueOf(arguments[++i].toUpperCase(Locale.ROOT)));
                    default -> throw new IllegalArgumentException(arguments[i]);
                }
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            System.err.print(USAGE);
            return 64;
        }
        return single ? one(from, bugs) : many(from, count, bugs);
    }

    private static int one(long seed, Set<Bug> bugs) {
        try {
            Outcome outcome = World.run(seed, bugs, System.out::println);
            System.out.println("seed " + seed + " holds; trace " + outcome.trace());
            System.out.println(outcome.happenings());
            return 0;
        } catch (BrokenWorld broken) {
            broken.why().printStackTrace(System.out);
            System.out.println("seed " + seed + " breaks: " + broken.why().getMessage());
            return 1;
        }
    }

    private static int many(long from, long count, Set<Bug> bugs) {
        Map<String, Integer> happenings = new TreeMap<>();
        System.out.println("worlds from seed " + from);
        for (long i = 0; i < count; i++) {
            try {
                World.run(from + i, bugs, line -> {})
                        .happenings()
                        .forEach((what, times) -> happenings.merge(what, times, Integer::sum));
            } catch (BrokenWorld broken) {
                System.out.println(broken.getMessage());
                broken.why().printStackTrace(System.out);
                System.out.println("see it again: simulation/run --seed " + (from + i));
                return 1;
            }
            if ((i + 1) % 1_000 == 0) {
                System.out.println((i + 1) + " worlds held; " + happenings);
            }
        }
        System.out.println(count + " worlds held; " + happenings);
        return 0;
    }
}
