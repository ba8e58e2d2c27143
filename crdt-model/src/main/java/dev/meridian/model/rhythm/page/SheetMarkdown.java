package dev.meridian.model.rhythm.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints a sheet as CommonMark. Nothing that somebody wrote becomes markup. */
public final class SheetMarkdown {

    /** What CommonMark could take for markup inside a line. */
    private static final Pattern HARMFUL = Pattern.compile("[\\\\`*_\\[\\]<>#~|!&]");
    /** And at its beginning: a list, a rule. */
    private static final Pattern BEGINNING = Pattern.compile("^[-+=]");

    private SheetMarkdown() {}

    public static String print(Sheet sheet, Reading reading) {
        StringBuilder out =
                new StringBuilder("# ").append(escaped(sheet.title())).append('\n');
        sheet.lead()
                .forEach(line -> out.append('\n').append(line(line, reading)).append('\n'));
        for (Sheet.Section section : sheet.sections()) {
            out.append("\n## ").append(escaped(section.title())).append("\n\n");
            for (Sheet.Entry entry : section.entries()) {
                out.append("- ").append(line(entry.headline(), reading)).append('\n');
                entry.details()
                        .forEach(line ->
                                out.append("  - ").append(line(line, reading)).append('\n'));
            }
        }
        return out.toString();
    }

    private static String line(Line line, Reading reading) {
        StringBuilder out = new StringBuilder();
        line.pieces()
                .forEach(piece -> out.append(
                        switch (piece) {
                            case Piece.Text text -> escaped(text.text());
                            case Piece.Strong strong -> "**" + escaped(strong.text()) + "**";
                            case Piece.Faint faint -> escaped(faint.text());
                            case Piece.Link link -> link(link, reading);
                            case Piece.When when -> escaped(reading.moment(when.at(), when.authors()));
                        }));
        return out.toString();
    }

    private static String link(Piece.Link link, Reading reading) {
        String title = "**" + escaped(link.target().title()) + "**";
        return reading.link(link.target())
                .map(address -> "[" + title + "](<" + address.replaceAll("[<>\\s\\\\]", "") + ">)")
                .orElse(title);
    }

    static String escaped(String text) {
        String plain = SheetText.plain(text);
        String inside = HARMFUL.matcher(plain).replaceAll(match -> Matcher.quoteReplacement("\\" + match.group()));
        return BEGINNING.matcher(inside).replaceFirst("\\\\$0");
    }
}
