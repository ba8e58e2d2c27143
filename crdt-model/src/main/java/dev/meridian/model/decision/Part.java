package dev.meridian.model.decision;

import java.util.Locale;
import java.util.Optional;

/** What part a person has in a decision; the earlier is the stronger. */
public enum Part {
    /** Nothing passes by silence unless they were reached; the deadline waits for their working days. */
    REQUIRED,
    /** Asked, and counted where they speak. */
    CONSULTED,
    /** Told, not asked; may object like everybody else. */
    INFORMED;

    /** As it is written: {@code required}, {@code consulted}, {@code informed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What {@link #word} gives; empty for anything else. */
    public static Optional<Part> of(String word) {
        for (Part each : values()) {
            if (each.word().equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
