package dev.meridian.server.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The directory that holds the store. Looked at in Java first, because RocksDB's own words are for its authors. */
final class DataDirectory {
    private DataDirectory() {}

    /** Makes it if it is missing, and writes and removes a file in it. */
    static void prepare(Path directory) throws StoreOpenException {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.delete(Files.createTempFile(directory, "writable", null));
        } catch (FileAlreadyExistsException e) {
            throw unusable(directory, "there is something else of that name", e);
        } catch (AccessDeniedException e) {
            throw unusable(directory, "no permission to write there", e);
        } catch (FileSystemException e) {
            String reason = e.getReason() == null ? "it cannot be written to" : e.getReason();
            if (reason.contains("No space left")) {
                throw new StoreOpenException(
                        StoreOpenException.Reason.DISK_FULL, "the disk of %s is full".formatted(directory), e);
            }
            throw unusable(directory, reason, e);
        } catch (IOException e) {
            throw unusable(directory, e.toString(), e);
        }
    }

    private static StoreOpenException unusable(Path directory, String why, IOException cause) {
        return new StoreOpenException(
                StoreOpenException.Reason.UNUSABLE,
                "the data directory %s cannot be used: %s".formatted(directory, why),
                cause);
    }
}
