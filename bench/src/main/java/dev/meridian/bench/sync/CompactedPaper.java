package dev.meridian.bench.sync;

import dev.meridian.bench.Figures;
import dev.meridian.bench.Figures.Target;
import dev.meridian.bench.Progress;
import dev.meridian.bench.Units;
import dev.meridian.bench.model.EditingTrace;
import dev.meridian.bench.wire.RelayProcess;
import dev.meridian.client.Meridian;
import dev.meridian.client.Workspace;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.trust.InviteLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** A document typed in many sittings, before and after its members have made snapshots of it. */
final class CompactedPaper {
    /** Keystrokes a change: what somebody types before they stop for a moment. */
    private static final int BURST = 50;

    private static final int SNAPSHOT_ENTRIES = 1_000;
    private static final int ROUNDS_MAX = 20;
    private static final long BYTES_MOST = 1_000_000;
    private static final double SECONDS_MOST = 1;
    private static final ZoneId ZONE = ZoneId.of("Europe/Zurich");

    private final Path directory;
    private final Figures figures;
    private final Progress progress;

    private record Typed(
            GrownWorkspace workspace, InviteLink link, dev.meridian.model.id.DocumentId text, EditingTrace trace) {}

    CompactedPaper(Path directory, Figures figures, Progress progress) {
        this.directory = directory;
        this.figures = figures;
        this.progress = progress;
    }

    void measure() throws IOException, InterruptedException {
        EditingTrace trace = EditingTrace.read();
        Path data = directory.resolve("paper");
        List<String> settings = List.of("relay.room.snapshotEntries = " + SNAPSHOT_ENTRIES);
        try (RelayProcess relay = RelayProcess.start(data, settings);
                GrownWorkspace workspace = GrownWorkspace.found(relay.address())) {
            progress.say("%s, %,d keystrokes, %d a change"
                    .formatted(trace.name(), trace.splices().size(), BURST));
            DocumentId text = workspace.type(trace.splices(), BURST);
            InviteLink link = workspace.invite();
            String what = "%s in changes of %d keystrokes".formatted(trace.name(), BURST);
            Typed typed = new Typed(workspace, link, new dev.meridian.model.id.DocumentId(text.hex()), trace);
            long whole = sizeOf(data);
            join(what + ", before snapshots", typed, false);
            progress.say("snapshots of it");
            compact(link);
            figures.add(
                    "the relay's data directory, its write-ahead log with it, after snapshots",
                    Units.bytes((double) sizeOf(data)),
                    Units.bytes((double) whole) + " before",
                    "");
            join(what + ", after snapshots", typed, true);
        }
    }

    /** Two members make snapshots and check each other's until there is nothing more to do. */
    private void compact(InviteLink link) throws IOException {
        try (Meridian one = Meridian.open(freshHome());
                Meridian other = Meridian.open(freshHome());
                Workspace here = one.join(link, "One", ZONE);
                Workspace there = other.join(link, "Other", ZONE)) {
            long before = -1;
            for (int round = 0; round < ROUNDS_MAX && here.compaction().snapshots() > before; round++) {
                before = here.compaction().snapshots();
                here.sync();
                there.sync();
                here.sync();
            }
        }
    }

    private void join(String what, Typed typed, boolean measured) throws IOException {
        GrownWorkspace workspace = typed.workspace();
        long start = System.nanoTime();
        try (Meridian home = Meridian.open(freshHome());
                Workspace joined = home.join(typed.link(), "Newcomer", ZONE)) {
            double seconds = (System.nanoTime() - start) / 1e9;
            typed.trace().requireEnd(joined.document(typed.text()).text());
            double opened = (System.nanoTime() - start) / 1e9;
            long bytes = workspace.bytes();
            figures.add(
                    "join " + what + ": received",
                    Units.bytes((double) bytes),
                    "%,d entries, %,d without bodies"
                            .formatted(
                                    joined.compaction().entries(),
                                    joined.compaction().pruned()),
                    "",
                    new Target(measured ? "1 MB or less" : "", !measured || bytes <= BYTES_MOST));
            figures.add(
                    "the same: time to join; to the document read %s".formatted(Units.micros(opened * 1e6)),
                    Units.micros(seconds * 1e6),
                    "",
                    "",
                    new Target(measured ? "1 s or less" : "", !measured || seconds <= SECONDS_MOST));
        }
    }

    private Path freshHome() throws IOException {
        return Files.createTempDirectory(directory, "home");
    }

    private static long sizeOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
