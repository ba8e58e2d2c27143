package dev.meridian.bench.relay;

import dev.meridian.bench.Effort;
import dev.meridian.bench.Figures;
import dev.meridian.bench.Figures.Target;
import dev.meridian.bench.Paired;
import dev.meridian.bench.Progress;
import dev.meridian.bench.Units;
import dev.meridian.bench.floor.RocksFloor;
import java.nio.file.Files;
import java.nio.file.Path;

/** Entries a second that a reader who catches up is read, from a log that is in memory already. */
final class WarmScan {
    private static final int ENTRIES = 100_000;
    private static final int ITEM_BYTES = 480;
    private static final int FLOOR_VALUE_BYTES = 200;
    private static final double LEAST_PER_SECOND = 3e6;
    private static final int WARM_UPS = 5;

    private WarmScan() {}

    static void measure(Effort effort, Path directory, Progress progress, Figures figures) throws Exception {
        progress.say("warm scan of %,d entries".formatted(ENTRIES));
        Path place = Files.createDirectories(directory.resolve("scan"));
        try (StoredLog log = new StoredLog(place, ITEM_BYTES);
                RocksFloor floor = new RocksFloor(place.resolve("floor"), ENTRIES, FLOOR_VALUE_BYTES)) {
            log.fill(ENTRIES);
            for (int i = 0; i < WARM_UPS; i++) {
                floor.scanPerSecond();
                log.scanPerSecond(ENTRIES);
            }
            Paired paired = Paired.of(2 * effort.rounds() + 1, () -> log.scanPerSecond(ENTRIES), floor::scanPerSecond);
            figures.add(
                    "warm scan of %,d entries of %d B (floor: bare RocksDB, values of %d B)"
                            .formatted(ENTRIES, ITEM_BYTES, FLOOR_VALUE_BYTES),
                    Units.perSecond(paired.measured()),
                    Units.perSecond(paired.floor()),
                    Units.percent(paired.ratio()),
                    new Target(Units.perSecond(LEAST_PER_SECOND) + " or more", paired.measured() >= LEAST_PER_SECOND));
        }
    }
}
