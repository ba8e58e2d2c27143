package dev.meridian.client.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files and directories that only their owner can read: what is in a workspace's file is not sealed. */
public final class PrivateFile {
    private PrivateFile() {}

    /** Makes an empty file where there is none. SQLite gives its journal files the same permissions. */
    static void make(Path file) {
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createFile(file, permissions("rw-------"));
        } catch (FileAlreadyExistsException e) {
            // Another process was faster: it is there, which is what was wanted.
            return;
        } catch (IOException e) {
            throw new StoreFault(StoreFault.Kind.READ_ONLY, file + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** The attribute to make a file or directory with; none where the file system knows no such permissions. */
    public static FileAttribute<?>[] permissions(String posix) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(posix))};
    }
}
