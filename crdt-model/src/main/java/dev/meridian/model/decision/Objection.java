package dev.meridian.model.decision;

import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;
import java.util.Locale;

/**
 * An objection of a round.
 *
 * @param note why it was dismissed; empty otherwise
 */
public record Objection(StatementId id, MemberId raiser, String reason, long position, Status status, String note) {

    /** What became of it. */
    public enum Status {
        OPEN,
        RESOLVED,
        DISMISSED,
        /** The decider called a vote over it. */
        VOTED_ON;

        /** As it is written: {@code voted on}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    Objection as(Status next, String why) {
        return new Objection(id, raiser, reason, position, next, why);
    }
}
