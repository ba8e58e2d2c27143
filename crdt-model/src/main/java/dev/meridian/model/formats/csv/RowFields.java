package dev.meridian.model.formats.csv;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.Mark;
import dev.meridian.model.formats.OneLine;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.markdown.PlainTitle;
import dev.meridian.model.formats.merge.Plain;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Position;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the cells of a row as fields of a card. */
final class RowFields {

    private static final Pattern ESTIMATE =
            Pattern.compile("(?i)(\\d{1,9}(?:[.,]\\d{1,9})?)\\s*(?:points?|pts?\\.?|sp)?");
    private static final Pattern COORDINATE = Pattern.compile("[+-]?\\d{1,9}(?:[.]\\d+)?");

    private final SourceText source;
    private final FormatLimits limits;
    private final Sheet sheet;
    private final Dates.Slashes slashes;

    RowFields(SourceText source, FormatLimits limits, Sheet sheet) {
        this.source = source;
        this.limits = limits;
        this.sheet = sheet;
        this.slashes = Dates.slashes(sheet.texts(Column.TARGET_DATE));
    }

    /** Fields with one value; those that have no column are absent. */
    Map<Field, String> values(Sheet.Row row) throws BadInput {
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.put(
                Field.TITLE,
                limited(row, Column.TITLE, OneLine.of(sheet.text(row, Column.TITLE)), limits.titleCharsMax()));
        limited(row, Column.ID, row.id(), limits.titleCharsMax());
        if (sheet.header().has(Column.DESCRIPTION)) {
            values.put(Field.DESCRIPTION, sheet.text(row, Column.DESCRIPTION).replace("\r\n", "\n"));
        }
        if (sheet.header().has(Column.STATUS)) {
            String status = OneLine.of(sheet.text(row, Column.STATUS));
            values.put(Field.STATUS, limited(row, Column.STATUS, status, limits.nameCharsMax()));
        }
        if (sheet.header().has(Column.ESTIMATE)) {
            values.put(Field.ESTIMATE, estimate(row));
        }
        if (sheet.header().has(Column.TARGET_DATE)) {
            values.put(Field.TARGET_DATE, date(row));
        }
        Optional<Position> position = position(row);
        position.ifPresent(place -> values.put(Field.POSITION, place.toString()));
        return values;
    }

    SortedSet<String> owners(Sheet.Row row) throws BadInput {
        return names(row, Column.OWNERS);
    }

    /** A label that is a link is called by its text. */
    SortedSet<String> labels(Sheet.Row row) throws BadInput {
        SortedSet<String> labels = new TreeSet<>();
        names(row, Column.LABELS).forEach(label -> labels.add(label(label)));
        return labels;
    }

    static String label(String text) {
        String plain = text.contains("](") ? PlainTitle.of(text) : text;
        return plain.isEmpty() ? text : plain;
    }

    private SortedSet<String> names(Sheet.Row row, Column column) throws BadInput {
        SortedSet<String> names = new TreeSet<>();
        int chars = 0;
        for (Sheet.Item item : sheet.items(row, column)) {
            String name = OneLine.of(item.text());
            names.add(limited(row, column, name, limits.nameCharsMax()));
            chars += name.length();
        }
        if (chars > limits.extraCharsMax()) {
            throw bad(
                    row,
                    column,
                    "this cell names " + chars + " characters, and at most " + limits.extraCharsMax() + " are read");
        }
        return names;
    }

    private String estimate(Sheet.Row row) throws BadInput {
        String text = sheet.text(row, Column.ESTIMATE).strip();
        if (text.isEmpty()) {
            return "";
        }
        Matcher number = ESTIMATE.matcher(text);
        if (!number.matches()) {
            throw bad(
                    row,
                    Column.ESTIMATE,
                    "an estimate is a number, not " + shown(text)
                            + "; under another header the column is kept as it is");
        }
        return Plain.number(Double.parseDouble(number.group(1).replace(',', '.')));
    }

    private String date(Sheet.Row row) throws BadInput {
        String text = sheet.text(row, Column.TARGET_DATE).strip();
        if (text.isEmpty()) {
            return "";
        }
        Optional<LocalDate> date = Dates.read(text, slashes);
        if (date.isEmpty()) {
            throw bad(
                    row,
                    Column.TARGET_DATE,
                    slashes == Dates.Slashes.UNKNOWN && Dates.isAmbiguous(text)
                            ? shown(text)
                                    + " may be day or month first, and no date of this column tells; write it as 2026-11-30"
                            : shown(text) + " is no date; write it as 2026-11-30");
        }
        return date.get().toString();
    }

    private Optional<Position> position(Sheet.Row row) throws BadInput {
        if (!sheet.header().has(Column.X) || !sheet.header().has(Column.Y)) {
            return Optional.empty();
        }
        String x = sheet.text(row, Column.X).strip();
        String y = sheet.text(row, Column.Y).strip();
        if (x.isEmpty() && y.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Position(coordinate(row, Column.X, x), coordinate(row, Column.Y, y)));
    }

    private int coordinate(Sheet.Row row, Column column, String text) throws BadInput {
        if (!COORDINATE.matcher(text).matches()) {
            throw bad(row, column, "a position is a number, not " + shown(text));
        }
        return (int) Math.rint(Double.parseDouble(text));
    }

    private String limited(Sheet.Row row, Column column, String text, int charsMax) throws BadInput {
        if (text.length() > charsMax) {
            throw bad(
                    row,
                    column,
                    "this cell has " + text.length() + " characters, and at most " + charsMax + " are read here");
        }
        return text;
    }

    private BadInput bad(Sheet.Row row, Column column, String reason) {
        Mark at = sheet.cell(row, column).map(CsvTable.Cell::at).orElse(row.at());
        return source.bad(at, reason);
    }

    private static String shown(String text) {
        return "\"" + (text.length() <= 40 ? text : text.substring(0, 40) + "...") + "\"";
    }
}
