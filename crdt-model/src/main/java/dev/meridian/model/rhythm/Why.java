package dev.meridian.model.rhythm;

import java.time.Instant;
import java.util.Optional;

/**
 * The reason why something moved or did not, as far as anybody gave one.
 *
 * @param text somebody's own words, or a sentence about an arrow or a decision; "no reason given" for {@link Source#NONE}
 * @param by whose words they are
 */
public record Why(Source source, String text, Optional<Person> by, Optional<Instant> at) {

    /** Where a reason was found, the best first. */
    public enum Source {
        /** The owner's line of the weekly update. */
        UPDATE("update"),
        BLOCKER("blocker"),
        COMMENT("comment"),
        /** A card that it waits for, or no longer does. */
        ARROW("arrow"),
        /** A decision on a document of the card that is not taken yet. */
        DECISION("decision"),
        NONE("none");

        private final String word;

        Source(String word) {
            this.word = word;
        }

        /** As JSON writes it. */
        public String word() {
            return word;
        }
    }

    public static final Why NONE = new Why(Source.NONE, "no reason given", Optional.empty(), Optional.empty());

    public boolean given() {
        return source != Source.NONE;
    }
}
