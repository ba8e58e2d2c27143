package dev.meridian.model.decision;

import java.util.Locale;
import java.util.Optional;

/** What lets a proposal pass when its deadline has passed. */
public enum Rule {
    /** Nobody objects, and everybody required could have (DEC-20). */
    SILENCE,
    /** Those required say yes, or as many people as the policy asks for (DEC-24). */
    CONSENT,
    /** More vote for it than against (DEC-25). */
    VOTE;

    /** As it is written: {@code silence}, {@code consent}, {@code vote}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What {@link #word} gives; empty for anything else. */
    public static Optional<Rule> of(String word) {
        for (Rule each : values()) {
            if (each.word().equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
