package dev.meridian.server.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small file system in memory, mounted for one test. */
public final class SmallDisk implements AutoCloseable {
    private final Path root;

    private SmallDisk(Path root) {
        this.root = root;
    }

    /** Mounts one; skips the test where the process may not. */
    public static SmallDisk mount(Path below, int mebibytes) throws IOException {
        Path root = Files.createDirectory(below.resolve("disk"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", root.toString());
        assumeTrue(mounted, "needs the right to mount a tmpfs (root, or CAP_SYS_ADMIN)");
        return new SmallDisk(root);
    }

    /** Where it is mounted. */
    public Path root() {
        return root;
    }

    @Override
    public void close() {
        if (!run("umount", root.toString())) {
            throw new IllegalStateException("still mounted: " + root);
        }
    }

    private static boolean run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program here: no mount
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
