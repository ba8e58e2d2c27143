package dev.meridian.model.formats.merge;

import dev.meridian.model.value.DraftField;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Markdown file as a record of a decision.
 *
 * @param draft what it says of a decision that is still to be taken; empty where it is settled, or no record
 * @param settled its status, where that says that nothing is proposed any more
 * @param notes sentences about what of it cannot become part of a draft
 * @param asExported whether its text is what an export wrote, outcome included, so that nobody edited it since
 * @param text of the document, where the file's is that and an outcome that an export wrote below it
 */
public record SourceRecord(
        Map<DraftField, String> draft,
        Optional<String> settled,
        List<String> notes,
        boolean asExported,
        Optional<String> text) {

    /** What a file is that records no decision. */
    public static final SourceRecord NONE =
            new SourceRecord(Map.of(), Optional.empty(), List.of(), false, Optional.empty());

    public SourceRecord {
        EnumMap<DraftField, String> copy = new EnumMap<>(DraftField.class);
        copy.putAll(draft);
        draft = Collections.unmodifiableMap(copy);
        notes = List.copyOf(notes);
    }

    /** Of a file of which nothing can be told but this. */
    public static SourceRecord noted(String note) {
        return new SourceRecord(Map.of(), Optional.empty(), List.of(note), false, Optional.empty());
    }
}
