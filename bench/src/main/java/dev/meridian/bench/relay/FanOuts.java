package dev.meridian.bench.relay;

import dev.meridian.bench.Effort;
import dev.meridian.bench.Figures;
import dev.meridian.bench.Figures.Target;
import dev.meridian.bench.Paired;
import dev.meridian.bench.Progress;
import dev.meridian.bench.Units;
import java.nio.file.Path;
import java.util.Optional;

/** Fan-out of one author's pushes, single and coalesced, beside raw TCP; and without a disk, to see what share the sync has. */
final class FanOuts {
    private static final int COALESCED = 64;
    private static final int[] AUDIENCES = {10, 100};
    private static final double LEAST_SINGLE = 0.8;
    private static final double LEAST_COALESCED = 0.6;

    private final Effort effort;
    private final Progress progress;
    private final Figures figures = new Figures("Fan-out, beside raw TCP writes of the same bytes");

    FanOuts(Effort effort, Progress progress) {
        this.effort = effort;
        this.progress = progress;
    }

    Figures measure(Path disk, Optional<Place> memory) throws Exception {
        on(disk, "data on disk");
        if (memory.isPresent()) {
            on(memory.get().directory(), "data in memory, so without the sync");
        }
        return figures;
    }

    private void on(Path directory, String where) throws Exception {
        try (RelayProcess relay = RelayProcess.start(directory.resolve("fan-out"))) {
            for (int subscribers : AUDIENCES) {
                for (int inFlight : new int[] {1, COALESCED}) {
                    add(relay, subscribers, inFlight, where);
                }
            }
        }
    }

    private void add(RelayProcess relay, int subscribers, int inFlight, String where) throws Exception {
        progress.say("fan-out to %d, %d in flight, %s".formatted(subscribers, inFlight, where));
        FanOut.Seen first = FanOut.measure(relay, subscribers, inFlight, effort.time());
        Paired paired = Paired.of(
                effort.rounds(),
                () -> FanOut.measure(relay, subscribers, inFlight, effort.time())
                        .deliveriesPerSecond(),
                () -> FanOut.floor(first, subscribers, effort.time().dividedBy(2)));
        double least = inFlight == 1 ? LEAST_SINGLE : LEAST_COALESCED;
        String what = "%d subscribers, %d in flight (%.0f a frame, %.0f B each), %s"
                .formatted(subscribers, inFlight, first.itemsAFrame(), first.bytesAnItem(), where);
        figures.add(
                what,
                Units.perSecond(paired.measured()),
                Units.perSecond(paired.floor()),
                Units.percent(paired.ratio()),
                Target.share(paired.ratio(), least));
    }
}
