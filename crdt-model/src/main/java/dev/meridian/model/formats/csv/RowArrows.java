package dev.meridian.model.formats.csv;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.OneLine;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.json.CompactJson;
import dev.meridian.model.formats.merge.CardNames;
import dev.meridian.model.formats.merge.Ours;
import dev.meridian.model.formats.merge.SourceArrow;
import dev.meridian.model.formats.merge.SourceThing;
import dev.meridian.model.formats.merge.Warnings;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the columns that name other cards as arrows. Each pair gets one arrow of a kind, however many cells name it. */
final class RowArrows {

    /** What an arrow from a parent column is labelled with. */
    static final String PARENT = "parent";

    private static final Set<Column> COLUMNS = Set.of(Column.BLOCKED_BY, Column.BLOCKS, Column.RELATED, Column.PARENT);

    private final SourceText source;
    private final Sheet sheet;
    private final CardNames board;
    private final Warnings warnings;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, List<String>> byTitle = new HashMap<>();
    private final Map<String, String> otherIds;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final LinksOut linksOut;

    /** @param board the cards that are there already, which may be named too */
    RowArrows(SourceText source, Sheet sheet, CardNames board, Warnings warnings) {
        this.source = source;
        this.sheet = sheet;
        this.board = board;
        this.warnings = warnings;
        this.otherIds = OtherIds.of(sheet);
        this.linksOut = new LinksOut(sheet, warnings);
        for (Sheet.Row row : sheet.rows()) {
            ids.add(row.id());
            byTitle.computeIfAbsent(plain(sheet.text(row, Column.TITLE)), absent -> new ArrayList<>())
                    .add(row.id());
        }
    }

    private record Draft(
            String id,
            Sheet.Row row,
            DependencyKind kind,
            String label,
            String from,
            String to,
            Set<String> mentions) {}

    /** Where a table names an arrow. */
    static String mention(Column column, String rowId) {
        return column.name() + " " + rowId;
    }

    /** Whether the table would name an arrow there if it held. */
    boolean speaksOf(String mention) {
        int space = mention.indexOf(' ');
        return COLUMNS.stream()
                .anyMatch(column -> space == column.name().length()
                        && mention.startsWith(column.name())
                        && sheet.header().has(column)
                        && ids.contains(mention.substring(space + 1)));
    }

    /** @throws BadInput where a cell names a card that is nowhere */
    List<SourceArrow> arrows() throws BadInput {
        for (Sheet.Row row : sheet.rows()) {
            for (String other : targets(row, Column.BLOCKED_BY)) {
                add(row, Column.BLOCKED_BY, other, row.id());
            }
            for (String other : targets(row, Column.BLOCKS)) {
                add(row, Column.BLOCKS, row.id(), other);
            }
            for (String other : targets(row, Column.RELATED)) {
                add(row, Column.RELATED, row.id(), other);
            }
            parent(row);
        }
        linksOut.warn();
        return drafts.values().stream().map(RowArrows::arrow).toList();
    }

    /** What cells of a row name that is neither in the table nor on the board, by header. */
    Map<String, List<String>> lost(Sheet.Row row) {
        return linksOut.of(row);
    }

    /** A parent in another project is no error. */
    private void parent(Sheet.Row row) {
        String name = OneLine.of(sheet.text(row, Column.PARENT));
        Optional<String> found = name.isEmpty() ? Optional.empty() : find(name);
        if (found.isPresent()) {
            add(row, Column.PARENT, row.id(), found.get());
        } else if (!name.isEmpty()) {
            linksOut.parent(row, name);
        }
    }

    private List<String> targets(Sheet.Row row, Column column) throws BadInput {
        List<String> targets = new ArrayList<>();
        for (Sheet.Item whole : sheet.whole(row, column)) {
            // A title may hold the separator.
            Optional<String> one = find(whole.text());
            if (one.isPresent()) {
                targets.add(one.get());
                continue;
            }
            for (String name : sheet.cut(whole, column)) {
                Optional<String> found = find(name);
                found.ifPresent(targets::add);
                if (found.isEmpty()) {
                    linkOut(row, column, whole, name);
                }
            }
        }
        return targets;
    }

    private void linkOut(Sheet.Row row, Column column, Sheet.Item whole, String name) throws BadInput {
        if (!sheet.dialect().linksLeadOut()) {
            throw unknown(name, whole, column);
        }
        linksOut.add(row, sheet.header().names().get(whole.index()), whole.at(), name);
    }

    private BadInput unknown(String name, Sheet.Item cell, Column column) {
        int several = byTitle.getOrDefault(plain(name), List.of()).size();
        String reason = several > 1
                ? several + " cards are called \"" + name + "\"; name the one that is meant by its id"
                : "\"" + name + "\" under \"" + sheet.header().name(column) + "\" is the id or title of no card";
        return source.bad(cell.at(), reason);
    }

    private Optional<String> find(String name) {
        if (ids.contains(name)) {
            return Optional.of(name);
        }
        if (otherIds.containsKey(name)) {
            return Optional.ofNullable(otherIds.get(name));
        }
        List<String> titled = byTitle.getOrDefault(plain(name), List.of());
        if (titled.size() == 1) {
            return Optional.of(titled.getFirst());
        }
        List<CardNames.Found> there = titled.isEmpty() ? board.find(name) : List.of();
        return there.size() == 1 ? Optional.of(Ours.name(there.getFirst().card(), CsvImport.KIND)) : Optional.empty();
    }

    private void add(Sheet.Row row, Column column, String from, String to) {
        if (from.equals(to)) {
            warnings.add(
                    row.at(),
                    "\"" + row.id() + "\" names itself under \""
                            + sheet.header().name(column) + "\"; that is left out");
            return;
        }
        DependencyKind kind =
                column == Column.BLOCKED_BY || column == Column.BLOCKS ? DependencyKind.BLOCKS : DependencyKind.RELATES;
        String label = column == Column.PARENT ? PARENT : "";
        boolean turned = kind == DependencyKind.RELATES && from.compareTo(to) > 0;
        String word = label.isEmpty() ? kind.word() : label;
        String id = word + " " + (turned ? to + " > " + from : from + " > " + to);
        drafts.computeIfAbsent(id, absent -> new Draft(id, row, kind, label, from, to, new TreeSet<>()))
                .mentions()
                .add(mention(column, row.id()));
    }

    private static SourceArrow arrow(Draft draft) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.put(Field.KIND, draft.kind().word());
        if (!draft.label().isEmpty()) {
            values.put(Field.TITLE, draft.label());
        }
        SourceThing thing =
                new SourceThing(draft.id(), draft.row().at(), values, Map.of(), CompactJson.EMPTY, Map.of());
        return new SourceArrow(thing, draft.from(), draft.to(), new TreeSet<>(draft.mentions()));
    }

    private static String plain(String title) {
        return OneLine.of(title).toLowerCase(Locale.ROOT);
    }
}
