package dev.meridian.model.formats.madr;

import java.util.Locale;
import java.util.Optional;

/** What MADR's template calls the state of a decision. */
public enum MadrStatus {
    PROPOSED,
    REJECTED,
    ACCEPTED,
    DEPRECATED,
    SUPERSEDED;

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By the first word of a status, as in {@code superseded by ADR-0123}. */
    public static Optional<MadrStatus> of(String status) {
        String first = status.strip().split("[\\s:,.]", 2)[0].toLowerCase(Locale.ROOT);
        for (MadrStatus each : values()) {
            if (each.word().equals(first)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
