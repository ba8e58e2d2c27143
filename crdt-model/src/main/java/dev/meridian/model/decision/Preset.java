package dev.meridian.model.decision;

import java.time.Duration;
import java.util.Optional;

/** Policies with a name (DEC-3). */
public enum Preset {
    /** Nobody objects within 72 hours, weekends not counted (Apache). */
    LAZY_CONSENSUS("lazy-consensus"),
    /** Ten working days for a last objection (Rust). */
    FINAL_COMMENT("final-comment"),
    /** Two people approve within four working days (OpenTelemetry). */
    TWO_APPROVALS("two-approvals"),
    /** Everybody required says yes, stands aside or abstains. */
    EXPLICIT_CONSENT("explicit-consent"),
    /** More for than against, and at least three for it. */
    MAJORITY("majority");

    private static final Duration GRACE = Duration.ofHours(24);

    private final String word;

    Preset(String word) {
        this.word = word;
    }

    /** As it is written, for example {@code lazy-consensus}. */
    public String word() {
        return word;
    }

    public Policy policy() {
        return switch (this) {
            case LAZY_CONSENSUS -> new Policy(Rule.SILENCE, 3, 1, 72, GRACE, 30, 2, 0, 0);
            case FINAL_COMMENT -> new Policy(Rule.SILENCE, 10, 3, 0, GRACE, 60, 2, 0, 0);
            case TWO_APPROVALS -> new Policy(Rule.CONSENT, 4, 1, 0, GRACE, 30, 0, 0, 2);
            case EXPLICIT_CONSENT -> new Policy(Rule.CONSENT, 5, 1, 0, GRACE, 30, 0, 0, 0);
            case MAJORITY -> new Policy(Rule.VOTE, 5, 1, 0, GRACE, 30, 0, 3, 3);
        };
    }

    /** What {@link #word} gives; empty for anything else. */
    public static Optional<Preset> of(String word) {
        for (Preset each : values()) {
            if (each.word.equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
