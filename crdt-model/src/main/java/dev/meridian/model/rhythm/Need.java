package dev.meridian.model.rhythm;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that waits for the reader.
 *
 * @param text the rest of a sentence after the target's title
 * @param by who asks
 * @param until a deadline, where there is one
 */
public record Need(Kind kind, Target target, String text, Optional<Person> by, Optional<Instant> until) {

    /** The most pressing first. */
    public enum Kind {
        DECISION("decision"),
        BLOCKER("blocker"),
        MENTION("mention"),
        CONFLICT("conflict"),
        OVERDUE("overdue"),
        REASON("reason"),
        NEW("new");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As JSON writes it. */
        public String word() {
            return word;
        }
    }
}
