package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.server.RelayServer;
import dev.meridian.server.RelaySettings;
import dev.meridian.server.RelayStartException;
import dev.meridian.sync.trust.KeyFile;
import dev.meridian.sync.trust.SigningKey;
import dev.meridian.sync.version.ProtocolVersions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real relay on loopback that can go away and come back at the same address. */
final class TestRelay implements AutoCloseable {
    private final Path data;
    private UnaryOperator<RelaySettings> adjust = UnaryOperator.identity();
    private ProtocolVersions versions = ProtocolVersions.SPOKEN;
    private final InstantSource clock;
    private int port;
    private @Nullable RelayServer server;

    TestRelay(Path directory) {
        this(directory, InstantSource.system());
    }

    /** One that dates what it receives by this clock. */
    TestRelay(Path directory, InstantSource clock) {
        this.data = directory.resolve("relay");
        this.clock = clock;
    }

    /** A relay that runs. */
    static TestRelay started(Path directory) throws RelayStartException {
        TestRelay relay = new TestRelay(directory);
        relay.start();
        return relay;
    }

    void start() throws RelayStartException {
        RelayServer started = RelayServer.start(
                adjust.apply(RelaySettings.of(data, new RelaySettings.Listen("127.0.0.1", port))), clock, versions);
        port = started.address().getPort();
        server = started;
    }

    /** As it will be from the next start on. */
    void become(UnaryOperator<RelaySettings> settings) {
        adjust = settings;
    }

    /** In these versions of the protocol from the next start on. */
    void speak(ProtocolVersions other) {
        versions = other;
    }

    int port() {
        return port;
    }

    /** The relay's identity. */
    SigningKey key() throws IOException {
        ByteString file = ByteString.copyFrom(Files.readAllBytes(data.resolveSibling("relay.key")));
        return ((KeyFile.RelayFile) KeyFile.read(file, Optional.empty())).key();
    }

    /** Copies the data of the stopped relay. */
    void backUp(Path place) throws IOException {
        copy(data, place);
    }

    /** Loses its data and gets that of a backup. */
    void restore(Path place) throws IOException {
        wipe();
        copy(place, data);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
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
