package dev.meridian.model.decision;

import java.time.Duration;
import java.util.Optional;

/** Policies with a name (DEC-3). */
public enum Preset {
    /** Nobody objects within 72 hours, weekends not counted (Apache). */
    LAZY_CONSENSUS("lazy-consensus", new Policy(Rule.SILENCE, 3, 1, 72, Duration.ofHours(24), 30, 2, 0, 0)),
    /** Ten working days for a last objection (Rust). */
    FINAL_COMMENT("final-comment", new Policy(Rule.SILENCE, 10, 3, 0, Duration.ofHours(24), 60, 2, 0, 0)),
    /** Two people approve within four working days (OpenTelemetry). */
    TWO_APPROVALS("two-approvals", new Policy(Rule.CONSENT, 4, 1, 0, Duration.ofHours(24), 30, 0, 0, 2)),
    /** Everybody required says yes, stands aside or abstains. */
    EXPLICIT_CONSENT("explicit-consent", new Policy(Rule.CONSENT, 5, 1, 0, Duration.ofHours(24), 30, 0, 0, 0)),
    /** More for than against, and at least three for it. */
    MAJORITY("majority", new Policy(Rule.VOTE, 5, 1, 0, Duration.ofHours(24), 30, 0, 3, 3));

    private final String word;
    private final Policy policy;

    Preset(String word, Policy policy) {
        this.word = word;
        this.policy = policy;
    }

    /** As it is written, for example {@code lazy-consensus}. */
    public String word() {
        return word;
    }

    public Policy policy() {
        return policy;
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
