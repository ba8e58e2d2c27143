package dev.meridian.cli.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A directory with an archive a day (FMT-ARCHIVE-6). Files of other names are not its own. */
public final class ArchiveShelf {

    private static final Pattern NAME = Pattern.compile("archive-\\d{4}-\\d{2}-\\d{2}\\.zip");

    private final Path directory;

    public ArchiveShelf(Path directory) {
        this.directory = directory;
    }

    /** The name of the newest archive, where it has these bytes. */
    public Optional<String> lastIfEqual(byte[] archive) throws IOException {
        List<String> all = all();
        boolean same = !all.isEmpty() && Arrays.equals(Files.readAllBytes(directory.resolve(all.getLast())), archive);
        return same ? Optional.of(all.getLast()) : Optional.empty();
    }

    /** Writes an archive, over one of the same day: beside its place first, so that a reader finds the old one or the new one whole. */
    public String put(LocalDate day, byte[] archive) throws IOException {
        String name = "archive-" + day + ".zip";
        Files.createDirectories(directory);
        Path beside = Files.createTempFile(directory, ".archive", ".part");
        try {
            Files.write(beside, archive);
            Files.move(
                    beside,
                    directory.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
        return name;
    }

    /**
     * Removes all but the newest.
     *
     * @param count how many stay, from 1
     * @return the names of those that were removed
     */
    public List<String> keepNewest(int count) throws IOException {
        List<String> all = all();
        List<String> removed = new ArrayList<>(all.subList(0, Math.max(0, all.size() - count)));
        for (String name : removed) {
            Files.delete(directory.resolve(name));
        }
        return removed;
    }

    /** Oldest first: the date is in the name. */
    private List<String> all() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        }
    }
}
