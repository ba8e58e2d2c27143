package dev.meridian.model.rhythm.page;

import dev.meridian.model.rhythm.Person;
import dev.meridian.model.rhythm.Target;
import java.time.Instant;
import java.util.List;

/** A part of a line. Texts are somebody's own words or ours: printers escape them all. */
public sealed interface Piece {

    record Text(String text) implements Piece {}

    record Strong(String text) implements Piece {}

    /** Less important than the rest. */
    record Faint(String text) implements Piece {}

    /** The title of something, with a link to it where there is one. */
    record Link(Target target) implements Piece {}

    /** An instant in the reader's zone, and what it was for these people where their clocks showed something else. */
    record When(Instant at, List<Person> authors) implements Piece {
        public When {
            authors = List.copyOf(authors);
        }
    }
}
