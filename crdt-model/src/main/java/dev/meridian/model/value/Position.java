package dev.meridian.model.value;

import java.util.Optional;

/**
 * Top left corner on the canvas, in canvas units; x grows to the right, y downwards. One value, so that both coordinates always come from the
 * same writer.
 */
public record Position(int x, int y) {

    public static final Position ORIGIN = new Position(0, 0);

    /** From what {@link #toString()} gives; empty for anything else. */
    public static Optional<Position> parse(String text) {
        return Pairs.parse(text).map(pair -> new Position(pair[0], pair[1]));
    }

    /** As stored: {@code "x y"}. */
    @Override
    public String toString() {
        return x + " " + y;
    }
}
