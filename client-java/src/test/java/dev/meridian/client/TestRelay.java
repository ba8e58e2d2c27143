package dev.meridian.client;

import dev.meridian.server.RelayServer;
import dev.meridian.server.RelaySettings;
import dev.meridian.server.RelayStartException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real relay on loopback that can go away and come back at the same address. */
final class TestRelay implements AutoCloseable {
    private final Path data;
    private int port;
    private @Nullable RelayServer server;

    TestRelay(Path directory) {
        this.data = directory.resolve("relay");
    }

    /** A relay that runs. */
    static TestRelay started(Path directory) throws RelayStartException {
        TestRelay relay = new TestRelay(directory);
        relay.start();
        return relay;
    }

    void start() throws RelayStartException {
        RelayServer started = RelayServer.start(RelaySettings.of(data, new RelaySettings.Listen("127.0.0.1", port)));
        port = started.address().getPort();
        server = started;
    }

    void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /** Loses its data, not its key. */
    void wipe() throws IOException {
        stop();
        List<Path> all;
        try (Stream<Path> files = Files.walk(data)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        stop();
    }
}
