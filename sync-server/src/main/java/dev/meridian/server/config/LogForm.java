package dev.meridian.server.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a relay's log looks. */
public enum LogForm {
    /** A line for a person: time, level, who, what. */
    TEXT,
    /** A line for a collector: one JSON object. The fields are in docs/operations.md. */
    JSON;

    /** Its name in the settings file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The form of this name. */
    public static Optional<LogForm> named(String word) {
        return Arrays.stream(values()).filter(form -> form.word().equals(word)).findFirst();
    }
}
