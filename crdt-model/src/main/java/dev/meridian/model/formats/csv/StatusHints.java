package dev.meridian.model.formats.csv;

import dev.meridian.model.formats.OneLine;
import dev.meridian.model.value.StatusCategory;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a tracker's own columns tell of the meaning of its status words: teams name their statuses as they like. */
final class StatusHints {

    /** Jira's. */
    private static final String CATEGORY = "status category";

    private static final Map<String, StatusCategory> CATEGORIES = Map.of(
            "to do", StatusCategory.SCOPED,
            "in progress", StatusCategory.ACTIVE,
            "done", StatusCategory.DONE);

    private StatusHints() {}

    /** The category by status word; of words about which rows disagree, that of the first row. */
    static Map<String, StatusCategory> of(Sheet sheet) {
        List<String> names = sheet.header().names().stream().map(Header::plain).toList();
        Map<String, StatusCategory> hints = new HashMap<>();
        for (Sheet.Row row : sheet.rows()) {
            String word = OneLine.of(sheet.text(row, Column.STATUS));
            Optional<StatusCategory> hint = switch (sheet.dialect()) {
                case JIRA -> category(cell(row, names, CATEGORY));
                case LINEAR -> linear(row, names);
                case GENERIC, GITLAB, GITHUB -> Optional.empty();
            };
            hint.filter(category -> !word.isEmpty()).ifPresent(category -> hints.putIfAbsent(word, category));
        }
        return Map.copyOf(hints);
    }

    private static Optional<StatusCategory> category(String word) {
        return Optional.ofNullable(CATEGORIES.get(word.toLowerCase(Locale.ROOT)));
    }

    /** The latest that happened to an issue is what its status is about. */
    private static Optional<StatusCategory> linear(Sheet.Row row, List<String> names) {
        if (!cell(row, names, "canceled").isEmpty()) {
            return Optional.of(StatusCategory.DROPPED);
        }
        if (!cell(row, names, "completed").isEmpty()) {
            return Optional.of(StatusCategory.DONE);
        }
        return cell(row, names, "started").isEmpty() ? Optional.empty() : Optional.of(StatusCategory.ACTIVE);
    }

    private static String cell(Sheet.Row row, List<String> names, String header) {
        int index = names.indexOf(header);
        return index < 0 ? "" : OneLine.of(row.cells().get(index).text());
    }
}
