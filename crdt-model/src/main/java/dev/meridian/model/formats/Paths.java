package dev.meridian.model.formats;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Relative paths as they stand in files: {@code notes/idea.md}, {@code ./idea.md}, {@code ..\idea.md}. */
public final class Paths {

    private Paths() {}

    /**
     * The path from the root, without {@code .} and {@code ..}, or nothing where it is absolute, empty, leads out of the root, or is a URL.
     *
     * @param folder where {@code path} starts, itself from the root; empty for the root
     */
    public static Optional<String> resolve(String folder, String path) {
        String plain = path.strip().replace('\\', '/');
        if (plain.isEmpty() || plain.startsWith("/") || plain.indexOf(':') >= 0 || plain.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Deque<String> names = new ArrayDeque<>();
        for (String name : (folder + "/" + plain).split("/", -1)) {
            if (name.equals("..")) {
                if (names.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join("/", names));
    }

    /** The folder a file lies in, empty for the root. */
    public static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** The last name of a path, without its ending. */
    public static String stem(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /** Whether the ending says Markdown. */
    public static boolean isMarkdown(String path) {
        String lower = path.toLowerCase(java.util.Locale.ROOT);
        return lower.endsWith(".md") || lower.endsWith(".markdown");
    }
}
