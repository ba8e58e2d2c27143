package dev.meridian.cli.output;

/**
 * Text from elsewhere made fit for a terminal. Titles and names are written by others: a control character among them could move the
 * cursor or recolour the screen, so none gets through.
 */
public final class PlainText {

    private static final String ELLIPSIS = "…";

    private PlainText() {}

    /** On one line: line breaks and tabs become blanks, other control and formatting characters a replacement character. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> line.appendCodePoint(shown(c)));
        return line.toString();
    }

    /** On as many lines as it has. */
    public static String lines(String text) {
        StringBuilder lines = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .codePoints()
                .forEach(c -> lines.appendCodePoint(c == '\n' || c == '\t' ? c : shown(c)));
        return lines.toString();
    }

    /** At most so many columns wide, an ellipsis standing for the rest. */
    public static String shorten(String line, int columnsMax) {
        if (columns(line) <= columnsMax) {
            return line;
        }
        int columns = 0;
        int end = 0;
        while (end < line.length()) {
            int c = line.codePointAt(end);
            if (columns + columnsOf(c) > columnsMax - 1) {
                break;
            }
            columns += columnsOf(c);
            end += Character.charCount(c);
        }
        return line.substring(0, end).stripTrailing() + ELLIPSIS;
    }

    /** How many columns of a terminal it takes (after Unicode Standard Annex 11, roughly). */
    public static int columns(String line) {
        return line.codePoints().map(PlainText::columnsOf).sum();
    }

    private static int shown(int c) {
        if (c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029) {
            return ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE -> 0xFFFD;
            // Direction overrides could make one thing read as another; the joiner of emoji may stay.
            case Character.FORMAT -> c == 0x200D ? c : 0xFFFD;
            default -> c;
        };
    }

    private static int columnsOf(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1F64F)
                || (c >= 0x1F680 && c <= 0x1F6FF)
                || (c >= 0x1F900 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }
}
