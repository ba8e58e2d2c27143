package dev.meridian.model.formats.csv;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the columns of a table mean. */
final class Header {

    private static final Pattern BETWEEN = Pattern.compile("[\\s_-]+");

    private final List<String> names;
    private final List<Column> columns = new ArrayList<>();

    /** @param names as written */
    Header(List<String> names) {
        this.names = List.copyOf(names);
        Map<Column, String> best = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            column.names().stream()
                    .filter(name -> names.stream().anyMatch(each -> plain(each).equals(name)))
                    .findFirst()
                    .ifPresent(name -> best.put(column, name));
        }
        for (String name : names) {
            columns.add(meaning(plain(name), best));
        }
    }

    List<String> names() {
        return names;
    }

    Column column(int index) {
        return columns.get(index);
    }

    int size() {
        return columns.size();
    }

    boolean has(Column column) {
        return columns.contains(column);
    }

    /** The columns of a meaning, from the left. */
    List<Integer> indexes(Column column) {
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i) == column) {
                indexes.add(i);
            }
        }
        return indexes;
    }

    /** As written over the first column of a meaning. */
    String name(Column column) {
        return names.get(columns.indexOf(column));
    }

    /** Whether the name over a column is in the singular, so that a comma may belong to one name: {@code Doe, Jane}. */
    boolean isSingular(int index) {
        return !plain(names.get(index)).endsWith("s");
    }

    static String plain(String name) {
        return BETWEEN.matcher(name.strip().toLowerCase(Locale.ROOT)).replaceAll(" ");
    }

    private static Column meaning(String name, Map<Column, String> best) {
        Optional<Column> link = IssueLink.column(name);
        if (link.isPresent()) {
            return link.get();
        }
        for (Column column : Column.values()) {
            boolean means = column.countsTogether() ? column.names().contains(name) : name.equals(best.get(column));
            if (means) {
                return column;
            }
        }
        return Column.FOREIGN;
    }
}
