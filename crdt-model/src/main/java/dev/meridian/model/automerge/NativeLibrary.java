package dev.meridian.model.automerge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.automerge.Document;

/**
 * Loads Automerge's native library from a file that lasts: extracted once into a cache directory, under its checksum. Left alone,
 * Automerge extracts 7 MB into the temporary directory at every start and leaves them there whenever the process is killed.
 *
 * <p>The directory is the first of these that can be written: the system property {@code meridian.native.dir}, the user's cache, the temporary
 * directory.
 */
final class NativeLibrary {

    /** Names the directory to extract to. */
    static final String DIRECTORY_PROPERTY = "meridian.native.dir";

    private static final Path LOADED = loadFirst();

    private NativeLibrary() {}

    /** Makes sure that the library is loaded, and says from where. */
    static Path load() {
        return LOADED;
    }

    private static Path loadFirst() {
        String resource = resource(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        URL url = Document.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new IllegalStateException("Automerge has no native library for this platform: " + resource);
        }
        List<String> failures = new ArrayList<>();
        for (Path directory : candidates()) {
            try {
                Path file = extract(url, resource, directory);
                System.load(file.toString());
                AutomergeInternals.markLibraryLoaded();
                return file;
            } catch (IOException | UncheckedIOException | UnsatisfiedLinkError e) {
                failures.add(directory + ": " + e.getMessage());
            }
        }
        throw new IllegalStateException(
                "Automerge's native library does not load (on Linux it needs glibc 2.34 or later): "
                        + String.join("; ", failures));
    }

    /** Where the library of a platform lies in Automerge's jar. */
    static String resource(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.equals("amd64") || osArch.equals("x86_64") ? "x86_64" : osArch;
        if (os.startsWith("windows")) {
            return "native/" + arch + "-pc-windows-gnu/automerge_jni.dll";
        }
        if (os.startsWith("mac")) {
            return "native/" + arch + "-apple-darwin/libautomerge_jni.dylib";
        }
        return "native/" + arch + "-unknown-linux-gnu/libautomerge_jni.so";
    }

    private static List<Path> candidates() {
        List<Path> directories = new ArrayList<>();
        String set = System.getProperty(DIRECTORY_PROPERTY);
        if (set != null) {
            directories.add(Path.of(set).toAbsolutePath());
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path home = Path.of(System.getProperty("user.home", "."));
        directories.add((cache == null || cache.isBlank() ? home.resolve(".cache") : Path.of(cache))
                .resolve("meridian")
                .toAbsolutePath());
        String user = System.getProperty("user.name", "unknown").replaceAll("[^A-Za-z0-9]", "_");
        directories.add(Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("meridian-" + user)
                .toAbsolutePath());
        return directories;
    }

    /** The library's file in a directory, written there unless it is there already and whole. */
    static Path extract(URL url, String resource, Path directory) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        byte[] library;
        long crc;
        try (InputStream in = connection.getInputStream()) {
            if (connection instanceof JarURLConnection jar && jar.getJarEntry().getCrc() >= 0) {
                crc = jar.getJarEntry().getCrc();
                Path file = directory.resolve(fileName(resource, crc));
                if (Files.isRegularFile(file) && crcOf(Files.readAllBytes(file)) == crc) {
                    return file;
                }
                library = in.readAllBytes();
            } else {
                library = in.readAllBytes();
                crc = crcOf(library);
            }
        }
        Files.createDirectories(directory);
        return write(library, directory.resolve(fileName(resource, crc)));
    }

    private static Path write(byte[] library, Path file) throws IOException {
        Path lock = file.resolveSibling("native.lock");
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            // Under the lock, so that a part left by a killed process is overwritten and never loaded.
            Files.write(part, library);
            if (!held.isValid()) {
                throw new IOException("lost the lock on " + lock);
            }
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String fileName(String resource, long crc) {
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return name.substring(0, dot) + "-" + Long.toHexString(crc) + name.substring(dot);
    }

    private static long crcOf(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
