package dev.meridian.model.formats.csv;

import dev.meridian.model.board.Card;
import dev.meridian.model.formats.OneLine;
import dev.meridian.model.formats.Paths;
import dev.meridian.model.formats.merge.Exported;
import dev.meridian.model.formats.merge.Extras;
import dev.meridian.model.formats.merge.Fingerprint;
import dev.meridian.model.formats.merge.Ours;
import dev.meridian.model.formats.merge.Unlike;
import dev.meridian.model.value.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A card as cells. */
final class CardRow {

    private static final Map<Column, Field> VALUES = Map.of(
            Column.TITLE, Field.TITLE,
            Column.DESCRIPTION, Field.DESCRIPTION,
            Column.STATUS, Field.STATUS,
            Column.ESTIMATE, Field.ESTIMATE,
            Column.TARGET_DATE, Field.TARGET_DATE);
    private static final Map<Column, Field> SETS =
            Map.of(Column.OWNERS, Field.OWNER, Column.LABELS, Field.LABEL, Column.DOCUMENTS, Field.DOCUMENT);

    /** No row is without a title. */
    private static final String UNTITLED = "Untitled";

    private final Card card;
    private final Ours ours;
    private final CardRelations relations;
    private final String folder;
    private final CsvExtra extra;

    /** @param file the table that the board came from; empty for none */
    CardRow(Card card, Ours ours, CardRelations relations, String file) {
        this.card = card;
        this.ours = ours;
        this.relations = relations;
        this.folder = Paths.folder(file);
        this.extra = CsvExtra.read(Extras.of(card.meta(), CsvImport.KIND));
    }

    /** The cell of a column that holds one value. */
    String value(Column column, String header, Header table) {
        return switch (column) {
            case ID -> Ours.name(card, CsvImport.KIND);
            case X -> Integer.toString(card.position().x());
            case Y -> Integer.toString(card.position().y());
            case PARENT -> parent(header);
            case MERIDIAN -> exported(table);
            default -> said(field(column));
        };
    }

    /** A value as a table can say it and an import reads it. */
    private String said(Field field) {
        String value = ours.value(card, field);
        return switch (field) {
            case TITLE -> value.isBlank() ? UNTITLED : OneLine.of(value);
            case STATUS -> OneLine.of(value);
            case DESCRIPTION -> value.replace("\r\n", "\n");
            default -> value;
        };
    }

    private SortedSet<String> saidSet(Field field) {
        return ours.set(card, field).stream()
                .map(word -> field == Field.LABEL ? RowFields.label(OneLine.of(word)) : OneLine.of(word))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<String> list(Column column, String header) {
        List<String> values = new ArrayList<>();
        if (SETS.containsKey(column)) {
            ours.set(card, field(column))
                    .forEach(word -> values.add(column == Column.DOCUMENTS ? relative(word) : word));
        } else {
            values.addAll(relations.names(card, column));
        }
        values.addAll(lost(header));
        return values;
    }

    /** What a cell names and the workspace does not have. */
    List<String> lost(String header) {
        return extra.lost().getOrDefault(header, List.of());
    }

    List<String> foreign(String header) {
        return extra.columns().getOrDefault(header, List.of());
    }

    Set<String> foreignHeaders() {
        return extra.columns().keySet();
    }

    /** Whether this card has something to say in such a column. */
    boolean needs(Column column) {
        return switch (column) {
            case ID -> true;
            case PARENT -> !parent("Parent").isEmpty();
            case X, Y, MERIDIAN, FOREIGN -> false;
            default ->
                column.isList()
                        ? !list(column, "").isEmpty()
                        : !ours.value(card, field(column)).isEmpty();
        };
    }

    /** What Meridian will want to know of these cells when the table comes back. */
    String exported(Header table) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        VALUES.forEach((column, field) -> {
            if (table.has(column)) {
                values.put(field, said(field));
            }
        });
        SETS.forEach((column, field) -> {
            if (table.has(column)) {
                values.put(field, Fingerprint.joined(saidSet(field)));
            }
        });
        if (table.has(Column.X) && table.has(Column.Y)) {
            values.put(Field.POSITION, card.position().toString());
        }
        values.put(Field.EXTRA, Extras.print(extra.write()));
        return Exported.write(Unlike.imported(card.meta(), CsvImport.KIND, values));
    }

    private String parent(String header) {
        List<String> parents = new ArrayList<>(relations.names(card, Column.PARENT));
        parents.addAll(extra.lost().getOrDefault(header, List.of()));
        return parents.isEmpty() ? "" : parents.getFirst();
    }

    /** Paths start at the table. */
    private String relative(String path) {
        return !folder.isEmpty() && path.startsWith(folder + "/") ? path.substring(folder.length() + 1) : path;
    }

    private static Field field(Column column) {
        Field field = VALUES.getOrDefault(column, SETS.get(column));
        if (field == null) {
            throw new IllegalArgumentException(column + " is no field");
        }
        return field;
    }
}
