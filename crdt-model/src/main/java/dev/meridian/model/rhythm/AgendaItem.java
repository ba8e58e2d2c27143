package dev.meridian.model.rhythm;

import java.util.List;

/**
 * Something that a meeting would have to talk about.
 *
 * @param text the rest of a sentence after the target's title
 * @param minutes its time box
 */
public record AgendaItem(Kind kind, Target target, String text, List<Person> people, int minutes) {

    /** Why it is on the agenda, the weightiest first. */
    public enum Kind {
        OBJECTED("objected", 8),
        EXPIRED("expired", 5),
        BLOCKER("blocker", 3),
        CYCLE("cycle", 3),
        THREAD("thread", 5),
        CONFLICT("conflict", 1);

        private final String word;
        private final int minutes;

        Kind(String word, int minutes) {
            this.word = word;
            this.minutes = minutes;
        }

        /** As JSON writes it. */
        public String word() {
            return word;
        }

        /** How long such an item may take. */
        public int minutes() {
            return minutes;
        }
    }

    public AgendaItem {
        people = List.copyOf(people);
    }

    static AgendaItem of(Kind kind, Target target, String text, List<Person> people) {
        return new AgendaItem(kind, target, text, people, kind.minutes());
    }
}
