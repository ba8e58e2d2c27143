package dev.meridian.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in columns, two blanks apart, and lines between them that are not. Where a window is too narrow the columns that may shrink are shortened. Owned by one thread. */
public final class Table {

    private static final int GAP = 2;
    private static final int FLEXIBLE_COLUMNS_MIN = 12;

    private record Column(String title, boolean flexible, boolean right) {}

    private final String indent;
    private final List<Column> columns = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(List<Span> spans, boolean aligned) {}

    public Table(String indent) {
        this.indent = indent;
    }

    /** A column as wide as its widest cell; an empty title for none. */
    public Table column(String title) {
        columns.add(new Column(title, false, false));
        return this;
    }

    /** A column of numbers. */
    public Table rightColumn(String title) {
        columns.add(new Column(title, false, true));
        return this;
    }

    /** A column that is shortened where the window is too narrow. */
    public Table flexibleColumn(String title) {
        columns.add(new Column(title, true, false));
        return this;
    }

    /** A row; cells that are left out are empty. */
    public Table row(Span... cells) {
        if (cells.length > columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells in " + columns.size() + " columns");
        }
        List<Span> row = new ArrayList<>(Arrays.asList(cells));
        while (row.size() < columns.size()) {
            row.add(Span.of(""));
        }
        entries.add(new Entry(row, true));
        return this;
    }

    /** A line that stands by itself: a heading between rows. */
    public Table line(Span... spans) {
        entries.add(new Entry(List.of(spans), false));
        return this;
    }

    List<List<Span>> lines(int columnsMax) {
        List<Entry> all = new ArrayList<>();
        if (columns.stream().anyMatch(column -> !column.title().isEmpty()) && !entries.isEmpty()) {
            List<Span> titles = columns.stream()
                    .map(column -> Span.of(column.title(), Style.DIM))
                    .toList();
            all.add(new Entry(titles, true));
        }
        all.addAll(entries);
        int[] widths = widths(all, columnsMax);
        return all.stream()
                .map(entry -> entry.aligned() ? line(entry.spans(), widths) : entry.spans())
                .toList();
    }

    private int[] widths(List<Entry> all, int columnsMax) {
        int[] widths = new int[columns.size()];
        for (Entry entry : all) {
            for (int i = 0; entry.aligned() && i < widths.length; i++) {
                widths[i] = Math.max(
                        widths[i], PlainText.columns(entry.spans().get(i).text()));
            }
        }
        int excess = PlainText.columns(indent) + Arrays.stream(widths).sum() + GAP * (widths.length - 1) - columnsMax;
        while (excess > 0) {
            int widest = widestFlexible(widths);
            if (widest < 0 || widths[widest] <= FLEXIBLE_COLUMNS_MIN) {
                break; // it does not fit; better broken by the terminal than without content
            }
            widths[widest]--;
            excess--;
        }
        return widths;
    }

    private int widestFlexible(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            if (columns.get(i).flexible() && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private List<Span> line(List<Span> row, int[] widths) {
        List<Span> line = new ArrayList<>();
        line.add(Span.of(indent));
        for (int i = 0; i < widths.length; i++) {
            Span cell = row.get(i).shortened(widths[i]);
            Span fill = Span.of(" ".repeat(widths[i] - PlainText.columns(cell.text())));
            line.add(Span.of(i == 0 ? "" : " ".repeat(GAP)));
            line.add(columns.get(i).right() ? fill : cell);
            line.add(columns.get(i).right() ? cell : fill);
        }
        return line;
    }
}
