package dev.meridian.model.rhythm.page;

import dev.meridian.model.rhythm.Person;
import dev.meridian.model.rhythm.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Pieces in a row. */
public record Line(List<Piece> pieces) {

    public Line {
        pieces = List.copyOf(pieces);
    }

    public static Line of(String text) {
        return new Line(List.of(new Piece.Text(text)));
    }

    static Line.Builder start() {
        return new Builder();
    }

    /** Puts one together. Not thread-safe. */
    static final class Builder {
        private final List<Piece> pieces = new ArrayList<>();

        Builder text(String text) {
            pieces.add(new Piece.Text(text));
            return this;
        }

        Builder strong(String text) {
            pieces.add(new Piece.Strong(text));
            return this;
        }

        Builder faint(String text) {
            pieces.add(new Piece.Faint(text));
            return this;
        }

        Builder link(Target target) {
            pieces.add(new Piece.Link(target));
            return this;
        }

        Builder when(Instant at, List<Person> authors) {
            pieces.add(new Piece.When(at, authors));
            return this;
        }

        Line end() {
            return new Line(pieces);
        }
    }
}
