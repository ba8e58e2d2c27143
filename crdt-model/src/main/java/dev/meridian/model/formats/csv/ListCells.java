package dev.meridian.model.formats.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Several values in one cell. Between them stands {@code ;}, or {@code ,} where no cell of the column has a {@code ;}. A semicolon that belongs to
 * a value is written {@code \;}, and a {@code ;} at the end of a cell says that its commas belong to the value.
 */
final class ListCells {

    private static final Pattern SEMICOLON = Pattern.compile("(?<!\\\\);");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern SURNAME_FIRST = Pattern.compile("\\p{Lu}[\\p{L}'\u2019-]*, *\\p{Lu}[^,]*");

    /** How the cells of one column are to be cut. */
    enum Cut {
        AT_SEMICOLONS,
        AT_COMMAS,
        /** At commas, but not within {@code Doe, Jane}. */
        AT_COMMAS_BETWEEN_NAMES,
        /** The header is repeated instead: each cell is one value. */
        NOWHERE
    }

    private ListCells() {}

    /**
     * @param cells of all rows
     * @param repeated whether several columns have this name
     * @param singular see {@link Header#isSingular}
     */
    static Cut cut(List<String> cells, boolean repeated, boolean singular) {
        if (repeated) {
            return Cut.NOWHERE;
        }
        if (cells.stream().anyMatch(cell -> SEMICOLON.matcher(cell).find())) {
            return Cut.AT_SEMICOLONS;
        }
        return singular ? Cut.AT_COMMAS_BETWEEN_NAMES : Cut.AT_COMMAS;
    }

    static List<String> read(String cell, Cut cut) {
        boolean oneName = cut == Cut.AT_COMMAS_BETWEEN_NAMES
                && SURNAME_FIRST.matcher(cell.strip()).matches();
        String[] parts = cut == Cut.NOWHERE || oneName
                ? new String[] {cell}
                : (cut == Cut.AT_SEMICOLONS ? SEMICOLON : COMMA).split(cell, -1);
        List<String> values = new ArrayList<>();
        for (String part : parts) {
            String value = part.replace("\\;", ";").strip();
            if (!value.isEmpty()) {
                values.add(value);
            }
        }
        return values;
    }

    /** Cells of a whole column, such that {@link #read} finds the same values in them. */
    static List<String> write(List<List<String>> rows) {
        List<String> cells = new ArrayList<>();
        rows.forEach(values -> cells.add(String.join(
                "; ", values.stream().map(value -> value.replace(";", "\\;")).toList())));
        boolean semicolons =
                cells.stream().anyMatch(cell -> SEMICOLON.matcher(cell).find());
        if (!semicolons) {
            cells.replaceAll(cell -> cell.contains(",") ? cell + ";" : cell);
        }
        return cells;
    }
}
