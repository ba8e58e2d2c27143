package dev.meridian.bench;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table that is filled row by row. Not thread-safe. */
public final class Table {
    private final String title;
    private final List<List<String>> rows = new ArrayList<>();

    /** An empty table under a heading. */
    public Table(String title, String... columns) {
        this.title = title;
        rows.add(List.of(columns));
    }

    /** Adds a row with as many cells as there are columns. */
    public void row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells in " + title);
        }
        rows.add(List.of(cells));
    }

    /** The heading and the table. */
    public String toMarkdown() {
        StringBuilder out = new StringBuilder("## " + title + "\n\n");
        appendRow(out, rows.getFirst());
        appendRow(out, rows.getFirst().stream().map(column -> "---").toList());
        rows.stream().skip(1).forEach(row -> appendRow(out, row));
        return out.append('\n').toString();
    }

    private static void appendRow(StringBuilder out, List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
