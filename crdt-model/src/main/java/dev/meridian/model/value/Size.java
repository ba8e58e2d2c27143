package dev.meridian.model.value;

import java.util.Optional;

/** Extent on the canvas, in canvas units, at least 1 each. One value, so that both always come from the same writer. */
public record Size(int width, int height) {

    /** What a card gets that nobody sized. */
    public static final Size CARD = new Size(260, 120);

    public Size {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a size of " + width + " by " + height);
        }
    }

    /** From what {@link #toString()} gives; empty for anything else. */
    public static Optional<Size> parse(String text) {
        return Pairs.parse(text).filter(pair -> pair[0] > 0 && pair[1] > 0).map(pair -> new Size(pair[0], pair[1]));
    }

    /** As stored: {@code "width height"}. */
    @Override
    public String toString() {
        return width + " " + height;
    }
}
