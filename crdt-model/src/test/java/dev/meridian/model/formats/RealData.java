package dev.meridian.model.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Files behind the environment variable {@code MERIDIAN_DATA}; tests that need them are skipped where it is absent. */
public final class RealData {

    private RealData() {}

    public static byte[] read(String path) {
        try {
            return Files.readAllBytes(root().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** All files of a folder, by path from there. */
    public static MapVault vault(String folder) {
        Path base = root().resolve(folder);
        MapVault vault = new MapVault();
        try (Stream<Path> all = Files.walk(base)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                vault.with(base.relativize(file).toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder, e);
        }
        return vault;
    }

    private static Path root() {
        Optional<String> folder =
                Optional.ofNullable(System.getenv("MERIDIAN_DATA")).filter(text -> !text.isBlank());
        Assumptions.assumeTrue(folder.isPresent(), "MERIDIAN_DATA is not set");
        return Path.of(folder.orElseThrow());
    }
}
