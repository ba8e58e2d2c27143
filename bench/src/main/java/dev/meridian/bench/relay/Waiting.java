package dev.meridian.bench.relay;

import dev.meridian.bench.Effort;
import dev.meridian.bench.Figures;
import dev.meridian.bench.Figures.Target;
import dev.meridian.bench.Latencies;
import dev.meridian.bench.Median;
import dev.meridian.bench.Progress;
import dev.meridian.bench.Units;
import dev.meridian.bench.floor.DiskFloor;
import dev.meridian.bench.wire.RelayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long people wait: from a push to its acknowledgement, from a push to its delivery, at rates that are not the limit. */
final class Waiting {
    private static final int CALM_PER_SECOND = 200;
    private static final int CALM_SUBSCRIBERS = 10;
    private static final int BUSY_PER_SECOND = 10_000;
    private static final double MOST_BUSY = 3;

    private final Effort effort;
    private final Path directory;
    private final Progress progress;
    private final Figures figures = new Figures("Waiting, beside one append and fdatasync");

    Waiting(Effort effort, Path directory, Progress progress) {
        this.effort = effort;
        this.directory = directory;
        this.progress = progress;
    }

    /** Half and all but a hundredth of the samples lie below. */
    private record Quantiles(double p50, double p99) {
        static Quantiles of(Latencies latencies) {
            return new Quantiles(latencies.quantileMillis(0.5), latencies.quantileMillis(0.99));
        }
    }

    private interface Measurement {
        Latencies run() throws Exception;
    }

    Figures measure() throws Exception {
        try (RelayProcess relay = RelayProcess.start(directory.resolve("waiting"))) {
            progress.say("push to delivery at %d a second".formatted(CALM_PER_SECOND));
            Duration calm = effort.time().multipliedBy(2);
            deliveries(relay, CALM_PER_SECOND, effort.time());
            add(
                    "push to delivery at %d/s, %d subscribers".formatted(CALM_PER_SECOND, CALM_SUBSCRIBERS),
                    0,
                    () -> deliveries(relay, CALM_PER_SECOND, calm));
            progress.say("acknowledgements at %,d a second".formatted(BUSY_PER_SECOND));
            acknowledgements(relay);
            add(
                    "push to acknowledgement at %,d/s".formatted(BUSY_PER_SECOND),
                    MOST_BUSY,
                    () -> acknowledgements(relay));
        }
        return figures;
    }

    /** From when a push was due to when each subscriber had it. */
    private static Latencies deliveries(RelayProcess relay, int perSecond, Duration time) throws IOException {
        LoadWorkspace workspace = LoadWorkspace.found(relay.address());
        int count = (int) (time.toSeconds() + 1) * perSecond;
        Latencies latencies = new Latencies(count * CALM_SUBSCRIBERS);
        AtomicLongArray dueNanos = new AtomicLongArray(count + 2);
        Subscribers.Arrivals arrivals = (fromPos, toPos, nanos) -> {
            for (long pos = fromPos + 1; pos <= toPos; pos++) {
                latencies.add(nanos - dueNanos.get((int) pos));
            }
        };
        try (Subscribers audience = new Subscribers(relay.address(), workspace, CALM_SUBSCRIBERS, arrivals);
                Pushers author = new Pushers(relay.address(), List.of(workspace))) {
            // The genesis record is at position 1; the pushes follow in their order.
            Pushers.Outcome pushed = author.pace(perSecond, time, (number, due) -> dueNanos.set((int) number + 2, due));
            audience.await(pushed.acknowledged() * CALM_SUBSCRIBERS);
            return latencies;
        }
    }

    private Latencies acknowledgements(RelayProcess relay) throws IOException {
        LoadWorkspace workspace = LoadWorkspace.found(relay.address());
        try (Pushers author = new Pushers(relay.address(), List.of(workspace))) {
            return author.pace(BUSY_PER_SECOND, effort.time(), Pushers.Schedule.IGNORED)
                    .latencies();
        }
    }

    /** @param most times the floor's median, 0 where there is no target */
    private void add(String what, double most, Measurement measurement) throws Exception {
        int rounds = effort.rounds();
        double[][] seen = new double[5][rounds];
        for (int round = 0; round < rounds; round++) {
            Quantiles floor = Quantiles.of(
                    DiskFloor.measure(directory, effort.time().dividedBy(3)).latencies());
            Quantiles measured = Quantiles.of(measurement.run());
            seen[0][round] = measured.p50();
            seen[1][round] = measured.p99();
            seen[2][round] = floor.p50();
            seen[3][round] = floor.p99();
            seen[4][round] = measured.p50() / floor.p50();
        }
        double ratio = Median.of(seen[4]);
        String p50 = Units.millis(Median.of(seen[0]));
        String p50Floor = Units.millis(Median.of(seen[2]));
        if (most > 0) {
            figures.add(what + ", p50", p50, p50Floor, Units.times(ratio), Target.atMost(ratio, most));
        } else {
            figures.add(what + ", p50", p50, p50Floor, Units.times(ratio));
        }
        figures.add(
                what + ", p99",
                Units.millis(Median.of(seen[1])),
                Units.millis(Median.of(seen[3])),
                Units.times(Median.of(seen[1]) / Median.of(seen[3])));
    }
}
