package dev.meridian.model.formats.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Several values in one cell. Between them stands {@code ;}, or {@code ,} where no cell of the column has a {@code ;}. A semicolon that belongs to
 * a value is written {@code \;}, and a {@code ;} at the end of a cell says that its commas belong to the value.
 */
final class ListCells {

    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern BACKSLASHES_AT_END = Pattern.compile("\\\\+$");
    private static final Pattern BACKSLASHES_BEFORE_SEMICOLON = Pattern.compile("(\\\\*);");
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
        if (cells.stream().anyMatch(cell -> parts(cell).size() > 1)) {
            return Cut.AT_SEMICOLONS;
        }
        return singular ? Cut.AT_COMMAS_BETWEEN_NAMES : Cut.AT_COMMAS;
    }

    static List<String> read(String cell, Cut cut) {
        boolean oneName = cut == Cut.AT_COMMAS_BETWEEN_NAMES
                && SURNAME_FIRST.matcher(cell.strip()).matches();
        List<String> parts = switch (cut) {
            case NOWHERE -> List.of(cell);
            case AT_SEMICOLONS -> parts(cell);
            case AT_COMMAS, AT_COMMAS_BETWEEN_NAMES ->
                oneName ? parts(cell) : List.of(COMMA.split(String.join(";", parts(cell)), -1));
        };
        return parts.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** What stands between semicolons; one after an odd number of backslashes is text, and of backslashes before a semicolon every other one. */
    private static List<String> parts(String cell) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int backslashes = 0;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c != ';') {
                part.append(c);
                backslashes = c == '\\' ? backslashes + 1 : 0;
                continue;
            }
            part.setLength(part.length() - (backslashes + 1) / 2);
            if (backslashes % 2 == 1) {
                part.append(';');
            } else {
                parts.add(part.toString());
                part.setLength(0);
            }
            backslashes = 0;
        }
        parts.add(part.toString());
        return parts;
    }

    /** Cells of a whole column, such that {@link #read} finds the same values in them. */
    static List<String> write(List<List<String>> rows) {
        List<String> cells = new ArrayList<>();
        for (List<String> values : rows) {
            StringBuilder cell = new StringBuilder();
            for (int i = 0; i < values.size(); i++) {
                String value =
                        BACKSLASHES_BEFORE_SEMICOLON.matcher(values.get(i)).replaceAll("$1$1\\\\;");
                cell.append(i == 0 ? "" : "; ").append(i + 1 < values.size() ? beforeSemicolon(value) : value);
            }
            cells.add(cell.toString());
        }
        boolean semicolons = cells.stream().anyMatch(cell -> parts(cell).size() > 1);
        if (!semicolons) {
            cells.replaceAll(cell -> cell.contains(",") ? beforeSemicolon(cell) + ";" : cell);
        }
        return cells;
    }

    private static String beforeSemicolon(String value) {
        return BACKSLASHES_AT_END.matcher(value).replaceAll("$0$0");
    }
}
