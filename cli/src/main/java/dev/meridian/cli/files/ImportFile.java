package dev.meridian.cli.files;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.model.formats.Paths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Something to import, read into memory but for the documents around it. */
public final class ImportFile {

    /** What it is, as its name tells. */
    public enum Kind {
        CANVAS("canvas"),
        TABLE("table"),
        DOCUMENTS("documents"),
        ARCHIVE("archive");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private final Path path;
    private final Kind kind;
    private final String name;
    private final byte[] bytes;
    private final FileVault vault;

    private ImportFile(Path path, Kind kind, String name, byte[] bytes, FileVault vault) {
        this.path = path;
        this.kind = kind;
        this.name = name;
        this.bytes = bytes;
        this.vault = vault;
    }

    /** @throws CommandFailed if it is not there, cannot be read, or is nothing that can be imported */
    public static ImportFile read(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new CommandFailed(ExitCode.NOT_FOUND, path + ": no such file");
        }
        if (!Files.isReadable(path)) {
            throw new CommandFailed(ExitCode.IO, path + ": cannot be read: permission denied");
        }
        if (Files.isDirectory(path)) {
            FileVault vault = new FileVault(path);
            return new ImportFile(path, Kind.DOCUMENTS, title(vault.root()), new byte[0], vault);
        }
        Kind kind = kind(path)
                .orElseThrow(
                        () -> new CommandFailed(
                                ExitCode.BAD_INPUT,
                                path
                                        + ": is neither a canvas (.canvas), nor a table (.csv, .tsv), nor an archive (.zip), nor a directory of Markdown files"));
        FileVault vault = FileVault.around(path);
        String name = vault.name(path);
        byte[] bytes = vault.read(name)
                .orElseThrow(() -> new CommandFailed(ExitCode.BAD_INPUT, path + ": is not a file that can be read"));
        return new ImportFile(path, kind, name, bytes, vault);
    }

    private static Optional<Kind> kind(Path path) {
        String lower = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (lower.endsWith(".canvas")) {
            return Optional.of(Kind.CANVAS);
        }
        if (lower.endsWith(".zip")) {
            return Optional.of(Kind.ARCHIVE);
        }
        return lower.endsWith(".csv") || lower.endsWith(".tsv") ? Optional.of(Kind.TABLE) : Optional.empty();
    }

    private static String title(Path directory) {
        return Optional.ofNullable(directory.getFileName()).map(Path::toString).orElse("documents");
    }

    /** As it was named, absolute. */
    public Path path() {
        return path;
    }

    public Kind kind() {
        return kind;
    }

    /** From the root of the vault, with {@code /} between names: what it is remembered by. */
    String name() {
        return name;
    }

    /** Nothing of a directory. Not to be written to. */
    byte[] bytes() {
        return bytes;
    }

    FileVault vault() {
        return vault;
    }

    /** What a board that is made of it is called. */
    String boardTitle() {
        return Paths.stem(name);
    }
}
