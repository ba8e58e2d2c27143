package dev.meridian.model.formats.csv;

import dev.meridian.model.formats.Mark;
import dev.meridian.model.formats.merge.Sentences;
import dev.meridian.model.formats.merge.Warnings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What cells name that is neither in the table nor on the board. Kept as words, so that an export gives it back. Owned by one import. */
final class LinksOut {

    private static final int SHOWN_MAX = 3;

    private final Sheet sheet;
    private final Warnings warnings;
    private final Map<String, Map<String, List<String>>> byRow = new HashMap<>();
    private final Map<String, List<String>> byHeader = new LinkedHashMap<>();
    private final Map<String, Mark> firsts = new HashMap<>();

    LinksOut(Sheet sheet, Warnings warnings) {
        this.sheet = sheet;
        this.warnings = warnings;
    }

    Map<String, List<String>> of(Sheet.Row row) {
        return byRow.getOrDefault(row.id(), Map.of());
    }

    void add(Sheet.Row row, String header, Mark at, String name) {
        byRow.computeIfAbsent(row.id(), absent -> new TreeMap<>())
                .computeIfAbsent(header, absent -> new ArrayList<>())
                .add(name);
        byHeader.computeIfAbsent(header, absent -> new ArrayList<>()).add(name);
        firsts.putIfAbsent(header, at);
    }

    void parent(Sheet.Row row, String name) {
        add(row, sheet.header().name(Column.PARENT), row.at(), name);
    }

    /** One sentence for each header, however many there are. */
    void warn() {
        byHeader.forEach((header, names) -> {
            Mark at = firsts.getOrDefault(header, Mark.START);
            if (names.size() == 1) {
                warnings.add(
                        at,
                        "\"" + Sentences.brief(names.getFirst()) + "\" under \"" + Sentences.brief(header)
                                + "\" is not in the table; it is kept as a word");
            } else {
                warnings.add(at, several(header, names));
            }
        });
    }

    private static String several(String header, List<String> names) {
        List<String> shown = new ArrayList<>();
        names.stream().limit(SHOWN_MAX).forEach(name -> shown.add("\"" + Sentences.brief(name) + "\""));
        int more = names.size() - shown.size();
        return names.size() + " cells under \"" + Sentences.brief(header) + "\" name what is not in the table ("
                + String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "") + "); they are kept as words";
    }
}
