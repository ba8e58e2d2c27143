package dev.meridian.model.text;

/** A part of a text, in Unicode code points. */
public record TextRange(int start, int length) {

    public TextRange {
        if (start < 0 || length < 0) {
            throw new IllegalArgumentException("a range at " + start + " of " + length);
        }
    }

    /** The position behind its last character. */
    public int end() {
        return start + length;
    }
}
