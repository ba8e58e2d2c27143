package dev.meridian.model.text;

/**
 * One replacement in a text. Positions and counts are Unicode code points. Splices of a list apply one after the other, each to the text that
 * the ones before it left.
 */
public record Splice(int position, int deleteCount, String insert) {

    public Splice {
        if (position < 0 || deleteCount < 0) {
            throw new IllegalArgumentException("a splice at " + position + " of " + deleteCount);
        }
    }

    public static Splice insert(int position, String text) {
        return new Splice(position, 0, text);
    }

    public static Splice delete(int position, int count) {
        return new Splice(position, count, "");
    }
}
