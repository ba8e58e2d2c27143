package dev.meridian.model.automerge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.automerge.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native library on disk. */
final class NativeLibraryTest {

    private final String resource =
            NativeLibrary.resource(System.getProperty("os.name"), System.getProperty("os.arch"));
    private final URL url = Document.class.getClassLoader().getResource(resource);

    @TempDir
    Path directory;

    @Test
    void isExtractedOnceAndThenReused() throws Exception {
        Path made = directory.resolve("made/when/missing");
        Path first = NativeLibrary.extract(url, resource, made);
        var written = Files.getLastModifiedTime(first);
        assertThat(NativeLibrary.extract(url, resource, made)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(written);
        assertThat(ForkedJvm.files(made))
                .containsExactlyInAnyOrder(first.getFileName().toString(), "native.lock");
    }

    @Test
    void aDamagedFileAndTheRestOfAKilledProcessAreReplaced() throws Exception {
        Path file = NativeLibrary.extract(url, resource, directory);
        byte[] good = Files.readAllBytes(file);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(file, bad);
        Files.write(directory.resolve(file.getFileName() + ".part"), new byte[100]);
        assertThat(NativeLibrary.extract(url, resource, directory))
                .isEqualTo(file)
                .hasBinaryContent(good);
        assertThat(ForkedJvm.files(directory)).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void severalProcessesAtOnceMakeOneWholeFile() throws Exception {
        List<CompletableFuture<ForkedJvm.Result>> starting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Path temporary = Files.createDirectory(directory.resolve("t" + i));
            starting.add(CompletableFuture.supplyAsync(() -> started(temporary)));
        }
        for (CompletableFuture<ForkedJvm.Result> start : starting) {
            assertThat(start.join().output()).contains("survived");
        }
        assertThat(ForkedJvm.files(directory.resolve("cache"))).hasSize(2);
    }

    private ForkedJvm.Result started(Path temporary) {
        try {
            return SafeUse.run(temporary, "objectIdFirst", directory.resolve("cache"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyPlatformOfTheJarHasItsName() {
        assertThat(NativeLibrary.resource("Linux", "amd64"))
                .isEqualTo("native/x86_64-unknown-linux-gnu/libautomerge_jni.so");
        assertThat(NativeLibrary.resource("Linux", "aarch64"))
                .isEqualTo("native/aarch64-unknown-linux-gnu/libautomerge_jni.so");
        assertThat(NativeLibrary.resource("Mac OS X", "aarch64"))
                .isEqualTo("native/aarch64-apple-darwin/libautomerge_jni.dylib");
        assertThat(NativeLibrary.resource("Mac OS X", "x86_64"))
                .isEqualTo("native/x86_64-apple-darwin/libautomerge_jni.dylib");
        assertThat(NativeLibrary.resource("Windows 11", "amd64"))
                .isEqualTo("native/x86_64-pc-windows-gnu/automerge_jni.dll");
        for (String[] platform : new String[][] {
            {"Linux", "amd64"}, {"Linux", "aarch64"}, {"Mac OS X", "aarch64"}, {"Windows 11", "amd64"}
        }) {
            assertThat(Document.class.getClassLoader().getResource(NativeLibrary.resource(platform[0], platform[1])))
                    .isNotNull();
        }
    }
}
