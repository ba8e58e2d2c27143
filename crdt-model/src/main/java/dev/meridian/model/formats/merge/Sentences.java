package dev.meridian.model.formats.merge;

import dev.meridian.model.value.Field;

/** Words for warnings. */
public final class Sentences {

    private static final int SHOWN_CHARS_MAX = 60;

    private Sentences() {}

    static String name(Field field) {
        return switch (field) {
            case TARGET_DATE -> "target date";
            case STATUS_WORD -> "status";
            default -> field.key();
        };
    }

    /** A value in quotes, or that there is none. */
    static String shown(String value) {
        return value.isEmpty() ? "none" : "\"" + brief(value) + "\"";
    }

    /** The beginning of a text, on one line. */
    public static String brief(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        int end = Math.min(line.length(), SHOWN_CHARS_MAX);
        if (end < line.length() && Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return end == line.length() ? line : line.substring(0, end) + "...";
    }

    public static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
