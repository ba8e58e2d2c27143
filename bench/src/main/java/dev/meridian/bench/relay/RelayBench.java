package dev.meridian.bench.relay;

import dev.meridian.bench.Effort;
import dev.meridian.bench.Figures;
import dev.meridian.bench.Place;
import dev.meridian.bench.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** All figures of the relay. */
public final class RelayBench {
    private RelayBench() {}

    /**
     * Measures; minutes.
     *
     * @param disk a directory on the disk that the figures are to be of
     */
    public static List<Figures> run(Effort effort, Path disk, Progress progress) throws Exception {
        Figures appends = new DurableAppends(effort, disk, progress).measure();
        Figures waiting = new Waiting(effort, disk, progress).measure();
        Optional<Place> memory = Place.memory();
        Figures fanOut;
        try {
            fanOut = new FanOuts(effort, progress).measure(disk, memory);
        } finally {
            if (memory.isPresent()) {
                memory.get().close();
            }
        }
        Figures rest = new Footprint(effort, disk, progress).measure();
        WarmScan.measure(effort, disk, progress, rest);
        return List.of(appends, waiting, fanOut, rest);
    }
}
