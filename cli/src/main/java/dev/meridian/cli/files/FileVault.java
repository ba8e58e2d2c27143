package dev.meridian.cli.files;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.model.formats.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The files below one directory. Hidden files and directories ({@code .git}, {@code .obsidian}) are not of it, and no link leads out of it: a
 * vault that somebody sent must not read what lies beside it.
 */
final class FileVault implements Vault {

    static final int FILE_BYTES_MAX = 512 << 20;
    private static final int FILES_MAX = 100_000;
    private static final int DEPTH_MAX = 32;
    private static final String OBSIDIAN = ".obsidian";

    private final Path root;

    /** @param root a directory */
    FileVault(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /** The vault that a file lies in: Obsidian marks its root; without a mark it is the directory of the file. */
    static FileVault around(Path file) throws IOException {
        Path directory = file.toRealPath().getParent();
        for (Path each = directory; each != null; each = each.getParent()) {
            if (Files.isDirectory(each.resolve(OBSIDIAN))) {
                return new FileVault(each);
            }
        }
        return new FileVault(Optional.ofNullable(directory).orElseThrow());
    }

    /** The path of a file from the root, with {@code /} between names. */
    String name(Path file) throws IOException {
        return slashed(root.relativize(file.toRealPath()));
    }

    Path root() {
        return root;
    }

    @Override
    public Optional<byte[]> read(String path) {
        try {
            Path file = root.resolve(path);
            if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(root)) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
                if (bytes.length > FILE_BYTES_MAX) {
                    throw new CommandFailed(
                            ExitCode.BAD_INPUT, file + ": more than " + (FILE_BYTES_MAX >> 20) + " MiB");
                }
                return Optional.of(bytes);
            }
        } catch (InvalidPathException e) {
            return Optional.empty(); // a name that this file system cannot have
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SortedSet<String> paths() {
        SortedSet<String> paths = new TreeSet<>();
        try {
            Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), DEPTH_MAX, new Collecting(paths));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return paths;
    }

    private final class Collecting extends SimpleFileVisitor<Path> {

        private final SortedSet<String> paths;

        Collecting(SortedSet<String> paths) {
            this.paths = paths;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return !directory.equals(root) && isHidden(directory)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(file)) {
                paths.add(slashed(root.relativize(file)));
                if (paths.size() > FILES_MAX) {
                    throw new CommandFailed(ExitCode.BAD_INPUT, root + ": more than " + FILES_MAX + " files");
                }
            }
            return FileVisitResult.CONTINUE;
        }

        // What cannot be entered is left out, as what is hidden is: it was not named.
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }

    private static String slashed(Path relative) {
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }
}
