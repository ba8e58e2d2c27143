package dev.meridian.model.formats.csv;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.formats.merge.Extras;
import dev.meridian.model.formats.merge.Ours;
import dev.meridian.model.formats.merge.Words;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.json.Json;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.Meta;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes the cards of a board as a table (RFC 4180, UTF-8). A board that came from a table keeps its columns, names and order; what has no column
 * there gets one at the end.
 */
public final class CsvExport {

    private static final List<String> USUAL = List.of(
            "Id",
            "Title",
            "Description",
            "Status",
            "Owners",
            "Labels",
            "Estimate",
            "Target date",
            "Blocked by",
            "Related to",
            "Document");

    /** Headers of columns that are added where any card needs them. */
    private static final Map<Column, String> ADDED = new TreeMap<>(Map.of(
            Column.ID, "Id",
            Column.DESCRIPTION, "Description",
            Column.STATUS, "Status",
            Column.OWNERS, "Owners",
            Column.LABELS, "Labels",
            Column.ESTIMATE, "Estimate",
            Column.TARGET_DATE, "Target date",
            Column.RELATED, "Related to",
            Column.PARENT, "Parent",
            Column.DOCUMENTS, "Document"));

    private static final String MERIDIAN = "Meridian";

    private final List<CardRow> rows;
    private final List<String> headers;
    private final Dialect dialect;

    private CsvExport(Team team, BoardId id, Board board) {
        Optional<BoardEntry> entry = Optional.ofNullable(team.boards().get(id));
        Json.Obj table = Extras.of(entry.map(BoardEntry::meta).orElse(Meta.NEW), CsvImport.KIND);
        List<String> imported = CsvExtra.headers(table);
        this.dialect = CsvExtra.dialect(table);
        String file = entry.flatMap(each -> each.meta().source())
                .filter(source -> source.kind().equals(CsvImport.KIND))
                .map(dev.meridian.model.value.Source::id)
                .orElse("");
        Header header = new Header(imported.isEmpty() ? USUAL : imported);
        Ours ours = new Ours(team, board, new Words(team), CsvImport.KIND);
        CardRelations relations = new CardRelations(board, header);
        this.rows = board.cards().values().stream()
                .filter(card -> !card.deleted())
                .sorted(Comparator.comparingDouble(Card::order)
                        .thenComparing(card -> card.id().hex()))
                .map(card -> new CardRow(card, ours, relations, file))
                .toList();
        this.headers = headers(header);
    }

    /** The table as UTF-8. What is in the trash is left out. */
    public static byte[] write(Team team, BoardId id, Board board) {
        return CsvWriter.write(new CsvExport(team, id, board).table()).getBytes(StandardCharsets.UTF_8);
    }

    private List<List<String>> table() {
        Header header = new Header(headers);
        List<List<String>> columns = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            columns.add(column(header, i));
        }
        List<List<String>> table = new ArrayList<>();
        table.add(headers.stream().map(name -> FormulaGuard.add(name, "")).toList());
        for (int row = 0; row < rows.size(); row++) {
            List<String> cells = new ArrayList<>();
            for (List<String> column : columns) {
                cells.add(FormulaGuard.add(column.get(row), dialect.guarded()));
            }
            table.add(cells);
        }
        return table;
    }

    private List<String> column(Header header, int index) {
        Column column = header.column(index);
        List<Integer> namesakes = namesakes(header, index);
        int nth = namesakes.indexOf(index);
        if (column == Column.FOREIGN) {
            return rows.stream()
                    .map(row -> nth(row.foreign(header.names().get(index)), nth))
                    .toList();
        }
        if (!column.isList()) {
            return rows.stream()
                    .map(row -> nth == 0 ? row.value(column, header.names().get(index), header) : "")
                    .toList();
        }
        // Columns of several names for one thing: the first name of them takes all values.
        boolean first = header.indexes(column).getFirst().equals(namesakes.getFirst());
        String name = header.names().get(index);
        List<List<String>> values = rows.stream()
                .map(row -> first ? row.list(column, name) : row.lost(name))
                .toList();
        return namesakes.size() == 1
                ? ListCells.write(values)
                : values.stream().map(each -> nth(each, nth)).toList();
    }

    private List<String> headers(Header header) {
        List<String> all = new ArrayList<>(header.names());
        ADDED.forEach((column, name) -> {
            boolean needed = rows.stream().anyMatch(row -> row.needs(column));
            if (!header.has(column) && needed) {
                all.add(name);
            }
        });
        if (!header.has(Column.BLOCKED_BY) && rows.stream().anyMatch(row -> row.needs(Column.BLOCKED_BY))) {
            all.add("Blocked by");
        }
        rows.forEach(row -> row.foreignHeaders().forEach(name -> {
            if (!all.contains(name)) {
                all.add(name);
            }
        }));
        List<String> repeated = repeated(all);
        Header known = new Header(repeated);
        if (rows.stream().anyMatch(row -> !row.exported(known).isEmpty())) {
            repeated.add(MERIDIAN);
        }
        return repeated;
    }

    /** A header that was repeated, as Jira does it, is repeated as often as its longest row needs. */
    private List<String> repeated(List<String> names) {
        Header header = new Header(names);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            all.add(name);
            List<Integer> namesakes = namesakes(header, i);
            boolean foreign = header.column(i) == Column.FOREIGN;
            boolean splits = foreign || (header.column(i).isList() && namesakes.size() > 1);
            if (splits && namesakes.getLast() == i) {
                Column column = header.column(namesakes.getFirst());
                boolean first = header.indexes(column).getFirst().equals(namesakes.getFirst());
                int most = rows.stream()
                        .map(row -> foreign ? row.foreign(name) : first ? row.list(column, name) : row.lost(name))
                        .mapToInt(List::size)
                        .max()
                        .orElse(0);
                for (int more = namesakes.size(); more < most; more++) {
                    all.add(name);
                }
            }
        }
        return all;
    }

    private static List<Integer> namesakes(Header header, int index) {
        List<Integer> namesakes = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            if (Header.plain(header.names().get(i))
                    .equals(Header.plain(header.names().get(index)))) {
                namesakes.add(i);
            }
        }
        return namesakes;
    }

    private static String nth(List<String> values, int index) {
        return index < values.size() ? values.get(index) : "";
    }
}
