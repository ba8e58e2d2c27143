package dev.meridian.server.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory, mounted for one test. */
public final class SmallDisk implements AutoCloseable {
    private final Path root;

    private SmallDisk(Path root) {
        this.root = root;
    }

    /** Mounts one; skips the test where the process may not. */
    public static SmallDisk mount(Path below, int mebibytes) throws IOException {
        Path root = Files.createDirectory(below.resolve("disk"));
        boolean mounted =
                SystemCommand.run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", root.toString());
        assumeTrue(mounted, "needs the right to mount a tmpfs (root, or CAP_SYS_ADMIN)");
        return new SmallDisk(root);
    }

    /** Where it is mounted. */
    public Path root() {
        return root;
    }

    /** Makes it larger, or smaller; what is on it stays. */
    public void resize(int mebibytes) {
        if (!SystemCommand.run("mount", "-o", "remount,size=" + mebibytes + "m", root.toString())) {
            throw new IllegalStateException("keeps its size: " + root);
        }
    }

    @Override
    public void close() {
        if (!SystemCommand.run("umount", root.toString())) {
            throw new IllegalStateException("still mounted: " + root);
        }
    }
}
