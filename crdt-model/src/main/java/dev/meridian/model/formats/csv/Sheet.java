package dev.meridian.model.formats.csv;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.Mark;
import dev.meridian.model.formats.OneLine;
import dev.meridian.model.formats.SourceText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table whose columns have a meaning and whose rows have an id. */
final class Sheet {

    private final Dialect dialect;
    private final Header header;
    private final List<Row> rows = new ArrayList<>();
    private final Map<Column, Map<Integer, ListCells.Cut>> cuts = new EnumMap<>(Column.class);

    /** A card. */
    record Row(String id, Mark at, List<CsvTable.Cell> cells) {}

    /**
     * One of several values in a cell.
     *
     * @param index of the column
     */
    record Item(String text, Mark at, int index) {}

    /** @throws BadInput where there is no column for titles, or ids are missing or come twice */
    Sheet(SourceText source, CsvTable table, Dialect dialect) throws BadInput {
        this.dialect = dialect;
        this.header = new Header(table.names());
        if (!header.has(Column.TITLE)) {
            throw source.bad(
                    Mark.line(table.header().at().line()),
                    "the header names no column of titles: " + String.join(", ", Column.TITLE.names())
                            + " would be one");
        }
        List<CsvTable.Row> filled = table.rows().stream()
                .filter(row ->
                        row.cells().stream().anyMatch(cell -> !cell.text().isBlank()))
                .toList();
        Map<String, Integer> lines = new HashMap<>();
        for (CsvTable.Row row : filled) {
            rows.add(row(source, row, lines));
        }
        for (Column column : Column.values()) {
            if (column.isList()) {
                cuts.put(column, cuts(column));
            }
        }
    }

    Dialect dialect() {
        return dialect;
    }

    Header header() {
        return header;
    }

    List<Row> rows() {
        return rows;
    }

    /** The text of the first column of a meaning; empty where there is none. */
    String text(Row row, Column column) {
        return cell(row, column).map(CsvTable.Cell::text).orElse("");
    }

    Optional<CsvTable.Cell> cell(Row row, Column column) {
        return header.indexes(column).stream().findFirst().map(row.cells()::get);
    }

    /** All cells of the first column of a meaning. */
    List<String> texts(Column column) {
        return rows.stream().map(row -> text(row, column)).toList();
    }

    /** All values of all columns of a meaning. */
    List<Item> items(Row row, Column column) {
        List<Item> items = new ArrayList<>();
        for (int index : header.indexes(column)) {
            CsvTable.Cell cell = row.cells().get(index);
            ListCells.read(cell.text(), cut(column, index))
                    .forEach(text -> items.add(new Item(text, cell.at(), index)));
        }
        return items;
    }

    /** The cells of all columns of a meaning, uncut. */
    List<Item> whole(Row row, Column column) {
        List<Item> items = new ArrayList<>();
        for (int index : header.indexes(column)) {
            CsvTable.Cell cell = row.cells().get(index);
            if (!cell.text().isBlank()) {
                items.add(new Item(cell.text().strip(), cell.at(), index));
            }
        }
        return items;
    }

    List<String> cut(Item whole, Column column) {
        return ListCells.read(whole.text(), cut(column, whole.index()));
    }

    private ListCells.Cut cut(Column column, int index) {
        return cuts.getOrDefault(column, Map.of()).getOrDefault(index, ListCells.Cut.NOWHERE);
    }

    private Map<Integer, ListCells.Cut> cuts(Column column) {
        Map<Integer, ListCells.Cut> byIndex = new HashMap<>();
        for (int index : header.indexes(column)) {
            String name = Header.plain(header.names().get(index));
            long namesakes = header.names().stream()
                    .filter(each -> Header.plain(each).equals(name))
                    .count();
            List<String> cells =
                    rows.stream().map(row -> row.cells().get(index).text()).toList();
            byIndex.put(index, cut(column, index, cells, namesakes > 1));
        }
        return byIndex;
    }

    private ListCells.Cut cut(Column column, int index, List<String> cells, boolean repeated) {
        boolean names = column == Column.OWNERS && header.isSingular(index);
        ListCells.Cut found = ListCells.cut(cells, repeated, names);
        boolean told = found == ListCells.Cut.NOWHERE || found == ListCells.Cut.AT_SEMICOLONS;
        return told ? found : dialect.cut(column).orElse(found);
    }

    private Row row(SourceText source, CsvTable.Row raw, Map<String, Integer> lines) throws BadInput {
        Mark at = Mark.line(raw.at().line());
        Row row = new Row(
                "",
                at,
                raw.cells().stream()
                        .map(cell -> new CsvTable.Cell(FormulaGuard.strip(cell.text(), dialect.guarded()), cell.at()))
                        .toList());
        String title = OneLine.of(text(row, Column.TITLE));
        if (title.isEmpty()) {
            throw source.bad(cell(row, Column.TITLE).map(CsvTable.Cell::at).orElse(at), "this row has no title");
        }
        String told = OneLine.of(text(row, Column.ID));
        boolean known = header.has(Column.ID) && !(told.isEmpty() && dialect.hasRowsWithoutId());
        String id = known ? told : numbered(title, lines);
        if (id.isEmpty()) {
            throw source.bad(cell(row, Column.ID).map(CsvTable.Cell::at).orElse(at), "this row has no id");
        }
        Integer before = lines.putIfAbsent(id, at.line());
        if (before != null) {
            throw source.bad(
                    cell(row, Column.ID).map(CsvTable.Cell::at).orElse(at),
                    "the id \"" + id + "\" is there already, on line " + before);
        }
        return new Row(id, at, row.cells());
    }

    /** Without ids the titles stand in. */
    private static String numbered(String title, Map<String, Integer> taken) {
        String id = title;
        for (int i = 2; taken.containsKey(id); i++) {
            id = title + " (" + i + ")";
        }
        return id;
    }
}
