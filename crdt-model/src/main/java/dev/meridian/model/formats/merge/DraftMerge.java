package dev.meridian.model.formats.merge;

import dev.meridian.model.document.Document;
import dev.meridian.model.formats.ImportContext.OnConflict;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.value.DraftField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Brings the draft of a decision together with what a record says of it (FMT-MADR-5), by the rule of {@link ThingMerge}. */
final class DraftMerge {

    private static final String KIND = Words.MARKDOWN;

    private final OnConflict onConflict;

    DraftMerge(OnConflict onConflict) {
        this.onConflict = onConflict;
    }

    /** Of a document that is new. */
    static List<DocumentIntent> add(SourceRecord theirs, SortedMap<String, String> base) {
        List<DocumentIntent> intents = new ArrayList<>();
        theirs.draft().forEach((field, value) -> {
            base.put(key(field), Fingerprint.of(value));
            intents.add(new DocumentIntent.SetDraft(field, Optional.of(value)));
        });
        return intents;
    }

    /** @param warnings about the file */
    List<DocumentIntent> update(Document here, SourceRecord theirs, SortedMap<String, String> base, Warnings warnings) {
        List<DocumentIntent> intents = new ArrayList<>();
        for (Map.Entry<DraftField, String> each : theirs.draft().entrySet()) {
            if (takes(each.getKey(), here.draft().getOrDefault(each.getKey(), ""), each.getValue(), base, warnings)) {
                intents.add(new DocumentIntent.SetDraft(each.getKey(), Optional.of(each.getValue())));
            }
        }
        return intents;
    }

    private boolean takes(
            DraftField field, String here, String there, SortedMap<String, String> base, Warnings warnings) {
        Optional<String> before = Optional.ofNullable(base.get(key(field)));
        boolean same = before.filter(Fingerprint.of(there)::equals).isPresent();
        if (same) {
            return false;
        }
        base.put(key(field), Fingerprint.of(there));
        if (here.equals(there)) {
            return false;
        }
        boolean untouchedHere = before.map(Fingerprint.of(here)::equals).orElse(here.isEmpty());
        if (untouchedHere || onConflict == OnConflict.TAKE_THEIRS) {
            return true;
        }
        warnings.add("\"" + field.word()
                + "\" of the decision's draft was changed both here and in the file; what is here is kept");
        return false;
    }

    private static String key(DraftField field) {
        return Base.key(KIND, field.key());
    }
}
