package dev.meridian.bench.relay;

import dev.meridian.bench.Effort;
import dev.meridian.bench.Figures;
import dev.meridian.bench.Figures.Target;
import dev.meridian.bench.Median;
import dev.meridian.bench.Progress;
import dev.meridian.bench.Units;
import dev.meridian.bench.wire.RelayProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a relay needs that does nothing: memory, by itself and for a connection, and time to start. */
final class Footprint {
    private static final double CONNECTION_RESIDENT_MOST = 12_000;
    private static final double CONNECTION_HEAP_MOST = 4_000;
    private static final double START_MILLIS_MOST = 500;
    private static final int STARTS = 5;
    private static final int CONNECTIONS_A_WORKSPACE = 500;
    /** Loopback addresses to come from: a relay limits what one address may open. */
    private static final int ADDRESSES = 20;

    private final Effort effort;
    private final Path directory;
    private final Progress progress;
    private final Figures figures = new Figures("A relay at rest");

    Footprint(Effort effort, Path directory, Progress progress) {
        this.effort = effort;
        this.directory = directory;
        this.progress = progress;
    }

    Figures measure() throws Exception {
        starts();
        try (RelayProcess relay = RelayProcess.start(directory.resolve("rest"))) {
            progress.say("resident memory");
            figures.add("resident, just started", Units.bytes((double) relay.residentBytes()));
            connections(relay, effort.connections() / 4).close();
            memory(relay);
        }
        return figures;
    }

    private void starts() throws Exception {
        progress.say("start to ready");
        RelayProcess.start(directory.resolve("starts")).close();
        double[] millis = new double[Math.min(STARTS, effort.rounds() + 1)];
        for (int i = 0; i < millis.length; i++) {
            try (RelayProcess relay = RelayProcess.start(directory.resolve("starts"))) {
                millis[i] = relay.untilReady().toNanos() / 1e6;
            }
        }
        double median = Median.of(millis);
        figures.add(
                "start to ready",
                Units.millis(median),
                new Target(Units.millis(START_MILLIS_MOST) + " or less", median <= START_MILLIS_MOST));
    }

    private void memory(RelayProcess relay) throws IOException, InterruptedException {
        progress.say("%,d idle connections".formatted(effort.connections()));
        double heapBefore = relay.heapBytes();
        double residentBefore = relay.residentBytes();
        figures.add(
                "resident after %,d connections came and went, heap collected".formatted(effort.connections() / 4),
                Units.bytes(residentBefore));
        try (Readers idle = connections(relay, effort.connections())) {
            double heap = (relay.heapBytes() - heapBefore) / effort.connections();
            double resident = (relay.residentBytes() - residentBefore) / effort.connections();
            idle.requireAlive();
            figures.add(
                    "%,d connections logged in, following and idle: heap for each".formatted(effort.connections()),
                    Units.bytes(heap),
                    new Target(Units.bytes(CONNECTION_HEAP_MOST) + " or less", heap <= CONNECTION_HEAP_MOST));
            figures.add(
                    "the same: resident for each",
                    Units.bytes(resident),
                    new Target(
                            Units.bytes(CONNECTION_RESIDENT_MOST) + " or less", resident <= CONNECTION_RESIDENT_MOST));
            figures.add("the same: resident in all", Units.bytes((double) relay.residentBytes()));
        }
    }

    private static Readers connections(RelayProcess relay, int count) throws IOException {
        List<LoadWorkspace> workspaces = new ArrayList<>();
        Readers readers = new Readers(Footprint::ignore);
        for (int i = 0; i < count; i++) {
            if (i % CONNECTIONS_A_WORKSPACE == 0) {
                workspaces.add(LoadWorkspace.found(relay.address()));
            }
            InetAddress from = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + i % ADDRESSES)});
            readers.add(workspaces
                    .getLast()
                    .follower(relay.address(), Optional.of(from))
                    .channel());
        }
        readers.start();
        return readers;
    }

    private static void ignore(int connection, ByteBuffer payload, int wireBytes) {
        // Nothing should come; what comes is of no interest.
    }
}
