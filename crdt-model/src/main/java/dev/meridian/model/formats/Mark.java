package dev.meridian.model.formats;

/**
 * A place in a text file.
 *
 * @param line from 1
 * @param column from 1, in characters (UTF-16 units), as editors count; 0 where only the line is known
 */
public record Mark(int line, int column) {

    public static final Mark START = new Mark(1, 1);

    /** A line of which no column is to be named. */
    public static Mark line(int line) {
        return new Mark(line, 0);
    }
}
