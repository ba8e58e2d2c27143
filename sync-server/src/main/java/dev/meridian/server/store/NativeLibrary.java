package dev.meridian.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RocksDB's native library, unpacked once to a known place. Left to itself RocksDB writes 17 MB to the temporary directory at
 * every start. The place is named by the library's checksum, so versions do not disturb one another, and the file is checked
 * before it is loaded.
 */
final class NativeLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private NativeLibrary() {}

    /** Loads it, once a process; where the place cannot be used, from a temporary file as RocksDB does. */
    static synchronized void load(Path place) {
        try {
            RocksDB.loadLibrary(List.of(unpacked(place).toString()));
        } catch (IOException | UnsupportedOperationException | UnsatisfiedLinkError e) {
            LOG.info("native library: cannot keep it in {} ({}); unpacking it for this run only", place, e.toString());
            RocksDB.loadLibrary();
        }
    }

    /** The directory that holds the library, after putting it there if it is missing or damaged. */
    private static Path unpacked(Path place) throws IOException {
        String packedName = Environment.getJniLibraryFileName("rocksdb");
        String fileName = Environment.getJniLibraryFileName("rocksdbjni"); // as loadLibrary(paths) looks for it
        JarEntry packed = packed(packedName);
        Path directory = place.resolve("rocksdb-%08x".formatted(packed.getCrc()));
        Path file = directory.resolve(fileName);
        makePrivate(directory);
        if (!matches(file, packed)) {
            Path fresh = Files.createTempFile(directory, fileName, ".new");
            try (InputStream in = Objects.requireNonNull(RocksDB.class.getResourceAsStream("/" + packedName))) {
                Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        }
        return directory;
    }

    private static JarEntry packed(String fileName) throws IOException {
        URL url = RocksDB.class.getResource("/" + fileName);
        if (url != null && url.openConnection() instanceof JarURLConnection jar) {
            return jar.getJarEntry();
        }
        throw new IOException("no jar entry " + fileName);
    }

    /** Code is loaded from here: nobody else may write to it. */
    private static void makePrivate(Path directory) throws IOException {
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException("others may write to " + directory);
        }
    }

    private static boolean matches(Path file, JarEntry packed) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) != packed.getSize()) {
            return false;
        }
        try (CheckedInputStream in = new CheckedInputStream(Files.newInputStream(file), new CRC32())) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return in.getChecksum().getValue() == packed.getCrc();
        }
    }
}
