package dev.meridian.client.store;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * Which file on which disk this is: so that a copy, or a backup put back, is noticed and writes as another actor (STORE-7). Beside the workspace's file lies
 * an empty one that is never touched: no tool that copies or unpacks files can give the new one the old one's inode number and change
 * time both. The inode of the workspace's own file is taken too, for the case that it alone was exchanged.
 */
final class FilePlace {
    private FilePlace() {}

    /** A description that changes when the file is copied, restored or exchanged. */
    static String of(Path file) {
        Path beside = file.resolveSibling(file.getFileName() + ".here");
        PrivateFile.make(beside);
        try {
            return describe(beside, true) + " " + describe(file, false);
        } catch (IOException e) {
            throw new StoreFault(StoreFault.Kind.FAILED, beside + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String describe(Path file, boolean neverTouched) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
            // Without the device number: some file systems get another one at every mount.
            String inode = String.valueOf(Files.getAttribute(file, "unix:ino"));
            FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime");
            return neverTouched ? inode + ":" + changed.to(java.util.concurrent.TimeUnit.NANOSECONDS) : inode;
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.fileKey() + ":" + attributes.creationTime().toMillis();
    }
}
