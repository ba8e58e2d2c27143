package dev.meridian.model.value;

/**
 * Top left corner on the canvas, in canvas units; x grows to the right, y downwards. One value, so that both coordinates always come from the
 * same writer.
 */
public record Position(int x, int y) {

    public static final Position ORIGIN = new Position(0, 0);

    /** As stored: {@code "x y"}. */
    @Override
    public String toString() {
        return x + " " + y;
    }
}
