package dev.meridian.bench.relay;

import dev.meridian.bench.Effort;
import dev.meridian.bench.Figures;
import dev.meridian.bench.Figures.Target;
import dev.meridian.bench.Paired;
import dev.meridian.bench.Progress;
import dev.meridian.bench.Units;
import dev.meridian.bench.floor.DiskFloor;
import dev.meridian.bench.wire.RelayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is on the disk a second, with one append outstanding and with many, beside what the disk syncs a second. */
final class DurableAppends {
    /** Of a store's item: a sealed card move. */
    private static final int ITEM_BYTES = 480;
    /** Above what one device may push a second; four devices may. */
    private static final int MANY_AUTHORS = 4;

    private final Effort effort;
    private final Path directory;
    private final Progress progress;
    private final Figures figures = new Figures("Durable appends, beside append and fdatasync");

    DurableAppends(Effort effort, Path directory, Progress progress) {
        this.effort = effort;
        this.directory = directory;
        this.progress = progress;
    }

    /** How many are outstanding, and how many times the floor that should give. */
    private record Load(int outstanding, double least) {
        static Stream<Load> all() {
            return Stream.of(new Load(1, 0.8), new Load(64, 12), new Load(1_024, 40));
        }

        String words() {
            return outstanding == 1 ? "1 outstanding" : "%,d outstanding".formatted(outstanding);
        }

        Target target(double ratio) {
            return outstanding == 1 ? Target.share(ratio, least) : Target.atLeast(ratio, least);
        }
    }

    Figures measure() throws Exception {
        inStore();
        inProcess();
        throughSocket();
        return figures;
    }

    private void inStore() throws Exception {
        try (StoredLog log = new StoredLog(directory, ITEM_BYTES)) {
            log.append(1_000, effort.time().dividedBy(4));
            for (Load load : Load.all().toList()) {
                int group = Math.min(load.outstanding(), 1_000);
                progress.say("store, groups of " + group);
                add(
                        "store alone, groups of %,d".formatted(group),
                        load,
                        () -> log.append(group, effort.time()).perSecond());
            }
        }
    }

    private void inProcess() throws Exception {
        try (LocalRelay relay = new LocalRelay(directory)) {
            relay.appendsPerSecond(64, effort.time());
            for (Load load : Load.all().toList()) {
                progress.say("relay without a network, " + load.words());
                add(
                        "machine, committer and store, " + load.words(),
                        load,
                        () -> relay.appendsPerSecond(load.outstanding(), effort.time()));
            }
        }
    }

    private void throughSocket() throws Exception {
        try (RelayProcess relay = RelayProcess.start(directory.resolve("appends"))) {
            throughSocket(relay, 64);
            for (Load load : Load.all().toList()) {
                progress.say("relay through its socket, " + load.words());
                add("relay through its socket, " + load.words(), load, () -> throughSocket(relay, load.outstanding()));
            }
        }
    }

    private double throughSocket(RelayProcess relay, int outstanding) throws IOException {
        int authors = outstanding > 64 ? MANY_AUTHORS : 1;
        List<LoadWorkspace> workspaces = new ArrayList<>();
        for (int i = 0; i < authors; i++) {
            workspaces.add(LoadWorkspace.found(relay.address()));
        }
        try (Pushers pushers = new Pushers(relay.address(), workspaces)) {
            return pushers.keepOutstanding(outstanding / authors, effort.time()).perSecond();
        }
    }

    private void add(String what, Load load, Paired.Measurement measured) throws Exception {
        Paired paired = Paired.of(
                effort.rounds(),
                measured,
                () -> DiskFloor.measure(directory, effort.time().dividedBy(3)).perSecond());
        figures.add(
                what,
                Units.perSecond(paired.measured()),
                Units.perSecond(paired.floor()),
                Units.times(paired.ratio()),
                load.target(paired.ratio()));
    }
}
