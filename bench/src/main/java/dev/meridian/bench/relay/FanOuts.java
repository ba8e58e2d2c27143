package dev.meridian.bench.relay;

import dev.meridian.bench.Effort;
import dev.meridian.bench.Figures;
import dev.meridian.bench.Figures.Target;
import dev.meridian.bench.Paired;
import dev.meridian.bench.Place;
import dev.meridian.bench.Progress;
import dev.meridian.bench.Units;
import dev.meridian.bench.wire.RelayProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Fan-out of one author's pushes, single and coalesced, beside raw TCP; and without a disk, to see what share the sync has. */
final class FanOuts {
    private static final int SMALL = 10;
    /** The audience that the targets are for: with ten the author's own round trip shows, not the fan-out. */
    private static final int LARGE = 100;

    private static final List<Kind> KINDS = List.of(
            new Kind("one in flight", new FanOut.Load(1, 1), 0.8),
            new Kind("64 in flight", new FanOut.Load(64, 1), 0.6),
            new Kind("128 in flight in pushes of 64", new FanOut.Load(128, 64), 0.6));

    /** @param least what share of the floor it should reach */
    private record Kind(String words, FanOut.Load load, double least) {}

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
            for (Kind kind : KINDS) {
                add(relay, LARGE, kind, where);
            }
            if (!effort.isBrief()) {
                add(relay, SMALL, KINDS.getFirst(), where);
            }
        }
    }

    private void add(RelayProcess relay, int subscribers, Kind kind, String where) throws Exception {
        progress.say("fan-out to %d, %s, %s".formatted(subscribers, kind.words(), where));
        FanOut.Seen first = FanOut.measure(relay, subscribers, kind.load(), effort.time());
        Paired paired = Paired.of(
                effort.rounds(),
                () -> FanOut.measure(relay, subscribers, kind.load(), effort.time())
                        .deliveriesPerSecond(),
                () -> FanOut.floor(first, subscribers, effort.time().dividedBy(2)));
        String what = "%d subscribers, %s (%.0f a frame, %.0f B each), %s"
                .formatted(subscribers, kind.words(), first.itemsAFrame(), first.bytesAnItem(), where);
        String measured = Units.perSecond(paired.measured());
        String floor = Units.perSecond(paired.floor());
        String ratio = Units.percent(paired.ratio());
        if (subscribers == LARGE) {
            figures.add(what, measured, floor, ratio, Target.share(paired.ratio(), kind.least()));
        } else {
            figures.add(what, measured, floor, ratio);
        }
    }
}
