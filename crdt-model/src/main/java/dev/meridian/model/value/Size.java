package dev.meridian.model.value;

/** Extent on the canvas, in canvas units, at least 1 each. One value, so that both always come from the same writer. */
public record Size(int width, int height) {

    /** What a card gets that nobody sized. */
    public static final Size CARD = new Size(260, 120);

    public Size {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a size of " + width + " by " + height);
        }
    }

    /** As stored: {@code "width height"}. */
    @Override
    public String toString() {
        return width + " " + height;
    }
}
