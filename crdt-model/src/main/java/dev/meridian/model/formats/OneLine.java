package dev.meridian.model.formats;

import java.util.regex.Pattern;

/** Text from files as titles and names can hold it. */
public final class OneLine {

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Cntrl}\\x80-\\x9f]+");

    private OneLine() {}

    /** Line breaks, control characters and runs of spaces as one space; none at the ends. */
    public static String of(String text) {
        return SPACES.matcher(text).replaceAll(" ").strip();
    }
}
