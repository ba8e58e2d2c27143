package dev.meridian.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A directory for one run, gone afterwards. */
public record Place(Path directory) implements AutoCloseable {
    private static final Path TMPFS = Path.of("/dev/shm");
    private static final String PREFIX = "meridian-bench";

    /** On the disk: under {@code parent}. */
    public static Place disk(Path parent) throws IOException {
        return new Place(Files.createTempDirectory(parent, PREFIX));
    }

    /** In memory, where the system has such a place: nothing there waits for a disk. */
    public static Optional<Place> memory() throws IOException {
        return Files.isWritable(TMPFS)
                ? Optional.of(new Place(Files.createTempDirectory(TMPFS, PREFIX)))
                : Optional.empty();
    }

    /** A name in it that is not taken. */
    public Path fresh(String name) throws IOException {
        return Files.createTempDirectory(directory, name).resolve(name);
    }

    /** Removes all of it. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
