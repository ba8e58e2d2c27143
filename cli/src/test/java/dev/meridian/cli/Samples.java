package dev.meridian.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Files to import: real ones where {@code MERIDIAN_DATA} says that they are at hand, otherwise small ones of our own. */
public final class Samples {

    private Samples() {}

    /** A canvas called {@code Roadmap.canvas}. */
    public static Path canvas() {
        return data("stardust-roadmap/Roadmap.canvas").orElseGet(() -> own("Roadmap.canvas"));
    }

    /** A table called {@code goals.csv}, with documents beside it. */
    public static Path table() {
        return data("rust-goals-2026/goals.csv").orElseGet(() -> own("goals.csv"));
    }

    /** A directory of Markdown documents. */
    public static Path documents() {
        return data("rust-goals-2026/documents").orElseGet(() -> own("documents"));
    }

    /** One of our own, always. */
    public static Path own(String name) {
        try {
            URI resource = Objects.requireNonNull(Samples.class.getResource("samples/" + name))
                    .toURI();
            return Path.of(resource);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Path> data(String path) {
        return Optional.ofNullable(System.getenv("MERIDIAN_DATA"))
                .filter(root -> !root.isBlank())
                .map(root -> Path.of(root).resolve(path))
                .filter(Files::exists);
    }

    /** A copy that a test may change. */
    static Path copy(Path file, Path directory) throws IOException {
        Files.createDirectories(directory);
        return Files.copy(file, directory.resolve(file.getFileName()));
    }
}
