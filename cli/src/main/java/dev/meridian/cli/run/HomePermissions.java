package dev.meridian.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who can read a home. */
public final class HomePermissions {

    private static final int DEPTH_MAX = 3;
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private HomePermissions() {}

    /**
     * Files of the home that others may read or write; none where the home itself lets nobody in, for then nobody reaches them.
     * Where the file system knows no such permissions, none.
     */
    public static List<String> openToOthers(Path home) throws IOException {
        if (!Files.getFileStore(home).supportsFileAttributeView("posix") || !isOpen(home)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(home, DEPTH_MAX)) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            List<String> open = new ArrayList<>();
            for (Path file : all) {
                if (isOpen(file)) {
                    open.add(file.toString());
                }
            }
            return open;
        }
    }

    private static boolean isOpen(Path path) throws IOException {
        Set<PosixFilePermission> of = EnumSet.noneOf(PosixFilePermission.class);
        of.addAll(Files.getPosixFilePermissions(path));
        of.retainAll(OF_OTHERS);
        return !of.isEmpty();
    }
}
