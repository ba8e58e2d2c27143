package dev.meridian.bench;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What was asked for.
 *
 * @param parts to measure
 * @param quick once and briefly
 * @param out a file for the report, besides stdout
 * @param work where the stores lie while they are measured: its disk is the one that is measured
 */
public record Request(Set<Part> parts, boolean quick, Optional<Path> out, Path work) {
    /** How to ask. */
    static final String USAGE =
            "usage: ./bench/run [model] [relay] [sync] [quick] [--out FILE] [--work DIR] [--no-build]";

    /** What can be measured. */
    public enum Part {
        MODEL,
        RELAY,
        SYNC
    }

    public Request {
        parts = Set.copyOf(parts);
    }

    /** @throws IllegalArgumentException if it is not understood */
    static Request parse(List<String> words) {
        EnumSet<Part> parts = EnumSet.noneOf(Part.class);
        boolean quick = false;
        Optional<Path> out = Optional.empty();
        Path work = Path.of(System.getProperty("java.io.tmpdir"));
        Iterator<String> each = words.iterator();
        while (each.hasNext()) {
            String word = each.next();
            switch (word) {
                case "model", "relay", "sync" -> parts.add(Part.valueOf(word.toUpperCase(Locale.ROOT)));
                case "quick" -> quick = true;
                case "--out" -> out = Optional.of(path(word, each));
                case "--work" -> work = path(word, each);
                default -> throw new IllegalArgumentException("what is \"" + word + "\"?");
            }
        }
        return new Request(parts.isEmpty() ? EnumSet.allOf(Part.class) : parts, quick, out, work);
    }

    private static Path path(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a path");
        }
        return Path.of(rest.next());
    }
}
