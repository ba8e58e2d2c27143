package dev.meridian.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lines for a person, on a terminal or in a pipe. Owned by one thread. */
public final class Page {

    private static final int WRAP_COLUMNS_MAX = 100;

    private final PrintStream out;
    private final boolean colour;
    private final int columns;

    /**
     * @param colour whether looks are shown
     * @param columns of the window, {@link Integer#MAX_VALUE} where lines need not fit any
     */
    public Page(PrintStream out, boolean colour, int columns) {
        this.out = out;
        this.colour = colour;
        this.columns = columns;
    }

    /** Columns that a line may take. */
    public int columns() {
        return columns;
    }

    public Page line(Span... spans) {
        return line(List.of(spans));
    }

    public Page line(String text) {
        return line(Span.of(text));
    }

    public Page line(List<Span> spans) {
        StringBuilder line = new StringBuilder();
        spans.forEach(span -> line.append(colour ? span.style().wrap(span.text()) : span.text()));
        out.print(line.toString().stripTrailing() + "\n");
        return this;
    }

    public Page blank() {
        return line();
    }

    /** A heading of its own line, with a blank line before. */
    public Page heading(String text) {
        return blank().line(Span.of(text, Style.BOLD));
    }

    /** Prose, broken at blanks so that it fits. */
    public Page prose(String indent, String text, Style style) {
        int width = Math.min(columns, WRAP_COLUMNS_MAX) - PlainText.columns(indent);
        for (String line : wrap(PlainText.line(text), Math.max(width, 20))) {
            line(Span.of(indent), Span.of(line, style));
        }
        return this;
    }

    /** Text of somebody's with its own line breaks, as it is but for control characters. */
    public Page text(String text) {
        String lines = PlainText.lines(text);
        out.print(lines.isEmpty() || lines.endsWith("\n") ? lines : lines + "\n");
        return this;
    }

    public Page table(Table table) {
        table.lines(columns).forEach(this::line);
        return this;
    }

    public Page bullets(Collection<String> texts) {
        texts.forEach(text -> line("  " + text));
        return this;
    }

    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split(" +", -1)) {
            if (!line.isEmpty() && PlainText.columns(line + " " + word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
