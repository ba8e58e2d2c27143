package dev.meridian.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
    @TempDir
    Path place;

    private List<Path> files() throws Exception {
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void unpacksOnceAndAgainOnlyIfDamaged_DSK6() throws Exception {
        NativeLibrary.load(place);
        assertThat(files()).hasSize(1);
        Path library = files().getFirst();
        byte[] good = Files.readAllBytes(library);
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(library, old);
        NativeLibrary.load(place);
        assertThat(Files.getLastModifiedTime(library)).as("not written again").isEqualTo(old);

        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.delete(library);
        Files.write(library, bad);
        NativeLibrary.load(place);
        assertThat(Files.mismatch(library, Files.write(place.resolve("expected"), good)))
                .isEqualTo(-1);
    }

    @Test
    void doesWithoutThePlaceIfItCannotBeUsed_DSK6() throws Exception {
        Path file = Files.writeString(place.resolve("file"), "in the way");
        NativeLibrary.load(file.resolve("below"));
        assertThat(files()).containsExactly(file);
    }
}
