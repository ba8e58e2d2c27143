package dev.meridian.server.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small ext4 file system of its own that can be made to find an error in itself. It does then what those of servers do ({@code errors=remount-ro}): it becomes
 * read-only under the processes that write to it, until somebody repairs it.
 */
public final class FailingDisk implements AutoCloseable {
    private final Path image;
    private final Path root;
    private String device = "";

    private FailingDisk(Path image, Path root) {
        this.image = image;
        this.root = root;
    }

    /** Makes and mounts one; skips the test where the process may not. */
    public static FailingDisk mount(Path below, int mebibytes) throws IOException {
        FailingDisk disk = new FailingDisk(below.resolve("disk.img"), Files.createDirectory(below.resolve("failing")));
        try (RandomAccessFile bytes = new RandomAccessFile(disk.image.toFile(), "rw")) {
            bytes.setLength((long) mebibytes << 20);
        }
        assumeTrue(
                SystemCommand.run("mkfs.ext4", "-q", "-F", disk.image.toString()) && disk.attach(),
                "needs ext4 and the right to mount it from a file (root, or CAP_SYS_ADMIN)");
        if (!Files.isWritable(disk.trigger())) {
            disk.close();
            assumeTrue(false, "needs /sys/fs/ext4/*/trigger_fs_error");
        }
        return disk;
    }

    private boolean attach() {
        device = SystemCommand.say("losetup", "--find", "--show", image.toString())
                .orElse("");
        if (!device.isEmpty() && !SystemCommand.run("mount", "-o", "errors=remount-ro", device, root.toString())) {
            detach();
        }
        return !device.isEmpty();
    }

    private void detach() {
        if (!SystemCommand.run("losetup", "--detach", device)) {
            throw new IllegalStateException("still attached: " + device);
        }
        device = "";
    }

    private Path trigger() {
        return Path.of("/sys/fs/ext4", Path.of(device).getFileName().toString(), "trigger_fs_error");
    }

    /** Where it is mounted. */
    public Path root() {
        return root;
    }

    /** From now on it is read-only. */
    public void fail() throws IOException {
        Files.writeString(trigger(), "1");
    }

    /** As an operator does: unmounts, checks, mounts. Nobody may have a file open on it. */
    public void repair() {
        close();
        // 1: it found errors and corrected them.
        SystemCommand.run("e2fsck", "-f", "-y", image.toString());
        if (!SystemCommand.run("e2fsck", "-f", "-n", image.toString()) || !attach()) {
            throw new IllegalStateException("cannot be repaired: " + image);
        }
    }

    @Override
    public void close() {
        if (!device.isEmpty()) {
            if (!SystemCommand.run("umount", root.toString())) {
                throw new IllegalStateException("still mounted: " + root);
            }
            detach();
        }
    }
}
