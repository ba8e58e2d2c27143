package dev.meridian.model.rhythm.page;

/** Prints a sheet as plain text, without control characters. */
public final class SheetText {

    private SheetText() {}

    public static String print(Sheet sheet, Reading reading) {
        StringBuilder out = new StringBuilder(plain(sheet.title())).append('\n');
        sheet.lead().forEach(line -> out.append(line(line, reading)).append('\n'));
        for (Sheet.Section section : sheet.sections()) {
            out.append('\n').append(plain(section.title())).append('\n');
            for (Sheet.Entry entry : section.entries()) {
                out.append("  ").append(line(entry.headline(), reading)).append('\n');
                entry.details()
                        .forEach(line ->
                                out.append("      ").append(line(line, reading)).append('\n'));
            }
        }
        return out.toString();
    }

    /** One line. */
    public static String line(Line line, Reading reading) {
        StringBuilder out = new StringBuilder();
        line.pieces()
                .forEach(piece -> out.append(
                        switch (piece) {
                            case Piece.Text text -> plain(text.text());
                            case Piece.Strong strong -> plain(strong.text());
                            case Piece.Faint faint -> plain(faint.text());
                            case Piece.Link link -> plain(link.target().title());
                            case Piece.When when -> reading.moment(when.at(), when.authors());
                        }));
        return out.toString();
    }

    /** On one line, and nothing that a terminal would take for a command or that turns the direction of writing. */
    static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(each -> {
            int type = Character.getType(each);
            boolean control = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
            if (!control || isJoiner(each)) {
                out.appendCodePoint(each);
            } else if (each == '\n' || each == '\t') {
                out.append(' ');
            }
        });
        return out.toString();
    }

    /** Parts of emoji, and of letters in some scripts. */
    private static boolean isJoiner(int codePoint) {
        return codePoint == 0x200c || codePoint == 0x200d;
    }
}
