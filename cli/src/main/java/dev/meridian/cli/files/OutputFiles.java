package dev.meridian.cli.files;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Files that are to be written into one directory, by path from there. Each gets a name that no other has. Owned by one thread. */
public final class OutputFiles {

    private static final int NAME_CHARS_MAX = 80;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, String> spelled = new LinkedHashMap<>();

    /** Puts a file there. */
    public OutputFiles put(String path, byte[] bytes) {
        files.put(path, bytes.clone());
        spelled.put(path.toLowerCase(Locale.ROOT), path);
        return this;
    }

    public boolean has(String path) {
        // Some file systems do not tell cases apart.
        return spelled.containsKey(path.toLowerCase(Locale.ROOT));
    }

    /** Paths in the order they were put. */
    public List<String> paths() {
        return List.copyOf(files.keySet());
    }

    /** A free path for something of this title: {@code folder/title.ending}, or with a number. */
    public String freePath(String folder, String title, String ending) {
        String stem = folder.isEmpty() ? fileName(title) : folder + "/" + fileName(title);
        String path = stem + ending;
        for (int number = 2; has(path); number++) {
            path = stem + " " + number + ending;
        }
        return path;
    }

    /** A title as a name that every common file system takes. */
    public static String fileName(String title) {
        String plain = title.strip()
                .replaceAll("[\\p{Cntrl}<>:\"/\\\\|?*#^\\[\\]]+", "-")
                .replaceAll("\\s+", " ");
        String shorter = plain.substring(0, Math.min(plain.length(), NAME_CHARS_MAX))
                .replaceAll("[. ]+$", "")
                .replaceAll("^[. ]+", "");
        boolean halfAPair = !shorter.isEmpty() && Character.isHighSurrogate(shorter.charAt(shorter.length() - 1));
        String whole = halfAPair ? shorter.substring(0, shorter.length() - 1) : shorter;
        return whole.isEmpty() ? "untitled" : whole;
    }

    /**
     * Writes all of them: first beside their places, then each into its place. Nothing that is there with other content is replaced unless asked.
     *
     * @return how many were written; those that are there already, with the same content, are not
     */
    public int writeTo(Path directory, boolean replace) throws IOException {
        List<String> changed = new ArrayList<>();
        List<String> inTheWay = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path place = directory.resolve(file.getKey());
            if (!Files.exists(place)) {
                changed.add(file.getKey());
            } else if (Files.isDirectory(place) || !Arrays.equals(Files.readAllBytes(place), file.getValue())) {
                changed.add(file.getKey());
                inTheWay.add(file.getKey());
            }
        }
        if (!inTheWay.isEmpty() && !replace) {
            throw new CommandFailed(
                    ExitCode.CANNOT_CREATE,
                    inTheWay.size() + (inTheWay.size() == 1 ? " file" : " files") + " with other content in "
                            + directory + "; --replace writes over what is there",
                    inTheWay.stream().limit(10).toList());
        }
        make(directory);
        Path beside = Files.createTempDirectory(directory, ".meridian-export");
        try {
            for (int i = 0; i < changed.size(); i++) {
                Files.write(beside.resolve(String.valueOf(i)), files.getOrDefault(changed.get(i), new byte[0]));
            }
            for (int i = 0; i < changed.size(); i++) {
                Path place = directory.resolve(changed.get(i));
                Files.createDirectories(place.getParent());
                Files.move(beside.resolve(String.valueOf(i)), place, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            clear(beside, changed.size());
        }
        return changed.size();
    }

    private static void make(Path directory) throws IOException {
        try {
            Files.createDirectories(directory);
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            String reason = Optional.ofNullable(e.getReason()).orElse("its place is no directory to write to");
            throw new CommandFailed(ExitCode.CANNOT_CREATE, directory + ": cannot be made: " + reason, e);
        }
    }

    private static void clear(Path beside, int files) throws IOException {
        for (int i = 0; i < files; i++) {
            Files.deleteIfExists(beside.resolve(String.valueOf(i)));
        }
        Files.deleteIfExists(beside);
    }
}
