package dev.meridian.server.config;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a number counts, and how it is written: {@code 128 MiB}, {@code 10 s}, {@code 1000}. */
enum Unit {
    COUNT("a whole number", ""),
    BYTES("bytes, for example 128 MiB", "GiB MiB KiB B"),
    MILLIS("a time, for example 500 ms or 10 s", "h min s ms");

    private static final Pattern WRITTEN = Pattern.compile("([0-9][0-9_]{0,17})\\s*([A-Za-z]*)");
    private static final Pattern BLANK = Pattern.compile(" ");

    private final String description;
    /** Its names, the largest first. */
    private final String names;

    Unit(String description, String names) {
        this.description = description;
        this.names = names;
    }

    /** What a value looks like, in words. */
    String description() {
        return description;
    }

    /** How many bytes or milliseconds a unit of this name is; 0 if there is none. */
    private static long factor(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "b", "ms" -> 1;
            case "kib" -> 1L << 10;
            case "mib" -> 1L << 20;
            case "gib" -> 1L << 30;
            case "s" -> 1_000;
            case "min" -> 60_000;
            case "h" -> 3_600_000;
            default -> 0;
        };
    }

    private boolean has(String name) {
        return name.isEmpty() || BLANK.splitAsStream(names).anyMatch(name::equalsIgnoreCase);
    }

    /** The value in the smallest unit: bytes, milliseconds; empty if it is not written so, or too large. */
    OptionalLong read(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches() || !has(matcher.group(2))) {
            return OptionalLong.empty();
        }
        long factor = factor(matcher.group(2));
        long number = Long.parseLong(matcher.group(1).replace("_", ""));
        return number <= Long.MAX_VALUE / factor ? OptionalLong.of(number * factor) : OptionalLong.empty();
    }

    /** The shortest way to write a value exactly. */
    String write(long value) {
        return BLANK.splitAsStream(names)
                .filter(name -> !name.isEmpty() && value >= factor(name) && value % factor(name) == 0)
                .findFirst()
                .map(name -> value / factor(name) + " " + name)
                .orElseGet(() -> String.valueOf(value));
    }
}
