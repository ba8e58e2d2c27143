package dev.meridian.model.formats.csv;

import dev.meridian.model.formats.Mark;
import java.util.List;

/**
 * A table as it stands in a file: every row has as many cells as the header.
 *
 * @param separator {@code ,}, {@code ;} or a tab
 */
record CsvTable(char separator, Row header, List<Row> rows) {

    CsvTable {
        rows = List.copyOf(rows);
    }

    /** What stands over the columns, as written. */
    List<String> names() {
        return header.cells().stream()
                .map(cell -> FormulaGuard.strip(cell.text(), "").strip())
                .toList();
    }

    /** A line, or several where a cell holds line breaks. */
    record Row(List<Cell> cells) {
        Row {
            cells = List.copyOf(cells);
        }

        Mark at() {
            return cells.getFirst().at();
        }
    }

    record Cell(String text, Mark at) {}
}
