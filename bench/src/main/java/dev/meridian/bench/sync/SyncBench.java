package dev.meridian.bench.sync;

import dev.meridian.bench.CpuTime;
import dev.meridian.bench.Effort;
import dev.meridian.bench.Figures;
import dev.meridian.bench.Figures.Target;
import dev.meridian.bench.Median;
import dev.meridian.bench.Progress;
import dev.meridian.bench.Units;
import dev.meridian.bench.wire.RelayProcess;
import dev.meridian.cli.files.ImportFile;
import dev.meridian.cli.files.Importer;
import dev.meridian.client.Meridian;
import dev.meridian.client.SyncReport;
import dev.meridian.client.Workspace;
import dev.meridian.model.formats.ImportContext.OnConflict;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.trust.InviteLink;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All figures of clients that synchronise: through the SDK, and once as the command that a person types. */
public final class SyncBench {
    private static final ZoneId ZONE = ZoneId.of("Europe/Zurich");
    private static final int CHANGES = 10_000;
    private static final int MISSED = 100;
    private static final int COMMANDS_MAX = 3;
    private static final int CARDS = 1_000;
    private static final double NEWCOMER_SECONDS_MOST = 3;
    /** A change comes with its envelope, its entry and a share of a head, whoever receives it. */
    private static final double MISSED_SHARE_MOST = 1.5;

    private final Effort effort;
    private final Path directory;
    private final Progress progress;
    private final Figures figures = new Figures("Clients through a relay");

    private SyncBench(Effort effort, Path directory, Progress progress) {
        this.effort = effort;
        this.directory = directory;
        this.progress = progress;
    }

    /** Measures; a minute or two. */
    public static Figures run(Effort effort, Path directory, Progress progress) throws Exception {
        return new SyncBench(effort, directory, progress).measure();
    }

    private Figures measure() throws Exception {
        MembershipLog.measure(figures);
        try (RelayProcess relay = RelayProcess.start(directory.resolve("sync"))) {
            newcomers(relay, false, "each in an envelope of its own");
            newcomers(relay, true, "gathered, as after a long time offline");
            imported(relay);
        }
        new CompactedPaper(directory, figures, progress).measure();
        return figures;
    }

    private void newcomers(RelayProcess relay, boolean gathered, String how) throws Exception {
        progress.say("a workspace of %,d changes, %s".formatted(CHANGES, how));
        try (GrownWorkspace workspace = GrownWorkspace.found(relay.address())) {
            workspace.grow(CHANGES - workspace.changes(), gathered);
            InviteLink link = workspace.invite();
            long bytes = workspace.bytes();
            String size = "%,d changes, %s (%s on the wire)".formatted(CHANGES, how, Units.bytes((double) bytes));
            progress.say("a newcomer by the command line");
            List<Spent> commands = new ArrayList<>();
            for (int i = 0; i < Math.min(effort.rounds(), COMMANDS_MAX); i++) {
                commands.add(joinByCommand(link));
            }
            add("meridian join as a command: " + size, Spent.median(commands));
            progress.say("newcomers through the SDK");
            List<Spent> joins = new ArrayList<>();
            for (int i = 0; i <= effort.rounds(); i++) {
                joins.add(join(link, workspace));
            }
            // The first warms up the JVM; that is what the command shows.
            add("join through the SDK, warm: " + size, Spent.median(joins.subList(1, joins.size())));
            if (!gathered) {
                missed(workspace, link, bytes);
            }
        }
    }

    /** What something took. */
    private record Spent(double seconds, double cpuSeconds) {
        static Spent median(List<Spent> all) {
            return new Spent(
                    Median.of(all.stream().mapToDouble(Spent::seconds).toArray()),
                    Median.of(all.stream().mapToDouble(Spent::cpuSeconds).toArray()));
        }
    }

    private void add(String what, Spent spent) {
        figures.add(
                "%s; %.1f s of CPU".formatted(what, spent.cpuSeconds()),
                Units.micros(spent.seconds() * 1e6),
                new Target(
                        "%.0f s or less".formatted(NEWCOMER_SECONDS_MOST), spent.seconds() <= NEWCOMER_SECONDS_MOST));
    }

    /** Joins with a new home and reads the board. */
    private Spent join(InviteLink link, GrownWorkspace workspace) throws IOException {
        double cpu = CpuTime.own();
        long start = System.nanoTime();
        try (Meridian home = Meridian.open(freshHome());
                Workspace joined = home.join(link, "Newcomer", ZONE)) {
            int cards = joined.board(workspace.board()).snapshot().cards().size();
            Spent spent = new Spent((System.nanoTime() - start) / 1e9, CpuTime.own() - cpu);
            if (cards < CHANGES / 5) {
                throw new IllegalStateException("only %d cards came".formatted(cards));
            }
            return spent;
        }
    }

    private Spent joinByCommand(InviteLink link) throws IOException, InterruptedException {
        double cpu = CpuTime.children();
        long start = System.nanoTime();
        RelayProcess.run(List.of(
                "--home", freshHome().toString(), "join", link.format(), "--name", "Newcomer", "--zone", "UTC"));
        return new Spent((System.nanoTime() - start) / 1e9, CpuTime.children() - cpu);
    }

    private Path freshHome() throws IOException {
        return Files.createTempDirectory(directory, "home");
    }

    /** Somebody is away while a hundred changes come. */
    private void missed(GrownWorkspace workspace, InviteLink link, long bytes) throws IOException {
        progress.say("a client that missed %d changes".formatted(MISSED));
        try (Meridian home = Meridian.open(freshHome());
                Workspace away = home.join(link, "Away", ZONE)) {
            workspace.grow(MISSED, false);
            long start = System.nanoTime();
            SyncReport report = away.sync();
            double micros = (System.nanoTime() - start) / 1e3;
            double share = (double) report.bytesReceived() / bytes;
            double fair = (double) MISSED / CHANGES;
            String what = "a client that missed %d changes receives (%,d entries)".formatted(MISSED, report.received());
            figures.add(
                    what,
                    Units.bytes((double) report.bytesReceived()),
                    Units.bytes((double) bytes) + " are the workspace",
                    Units.percent(share),
                    new Target(
                            "%s of its share or less".formatted(Units.times(MISSED_SHARE_MOST)),
                            share <= MISSED_SHARE_MOST * fair));
            figures.add("the same: time", Units.micros(micros));
        }
    }

    private void imported(RelayProcess relay) throws IOException {
        progress.say("an import of %,d cards".formatted(CARDS));
        URI address = URI.create("http://%s:%d"
                .formatted(
                        relay.address().getAddress().getHostAddress(),
                        relay.address().getPort()));
        Path table = Files.writeString(directory.resolve("cards.csv"), table());
        try (Meridian one = Meridian.open(freshHome());
                Meridian other = Meridian.open(freshHome());
                Workspace here = one.createWorkspace("Bench", address, "One", ZONE)) {
            here.sync();
            InviteLink link = here.invite(Role.ROLE_EDITOR, 1, Duration.ofDays(1));
            try (Workspace there = other.join(link, "Other", ZONE)) {
                here.sync();
                Importer.Wishes wishes = new Importer.Wishes(
                        Optional.empty(), Optional.of("Imported"), OnConflict.KEEP_OURS, Optional.empty());
                long start = System.nanoTime();
                new Importer(here, wishes).importAll(List.of(ImportFile.read(table)));
                long imported = System.nanoTime();
                SyncReport sent = here.sync();
                long pushed = System.nanoTime();
                SyncReport received = there.sync();
                long merged = System.nanoTime();
                figures.add(
                        "import of %,d cards from a table, on the local disk".formatted(CARDS),
                        Units.micros((imported - start) / 1e3));
                figures.add(
                        "the same, sent: %,d changes, %s"
                                .formatted(sent.changesSent(), Units.bytes((double) sent.bytesSent())),
                        Units.micros((pushed - imported) / 1e3));
                figures.add(
                        "the same, received by another client: %s"
                                .formatted(Units.bytes((double) received.bytesReceived())),
                        Units.micros((merged - pushed) / 1e3));
            }
        }
    }

    private static String table() {
        StringBuilder table = new StringBuilder("Id,Title,Description,Status,Assignee,Labels,Estimate,Blocked by\n");
        for (int i = 1; i <= CARDS; i++) {
            table.append("%d,What we plan number %d,Why we plan it and what it is not.,%s,Owner %d,label %d,%d,%s%n"
                    .formatted(i, i, i % 3 == 0 ? "Done" : "Todo", i % 20, i % 10, i % 13, i % 4 == 0 ? i - 1 : ""));
        }
        return table.toString();
    }
}
