package dev.meridian.model.formats.merge;

import dev.meridian.model.value.Field;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.Source;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an export has to remember in the file, because the workspace does not know it as last imported. */
public final class Unlike {

    private Unlike() {}

    /**
     * Those fields whose value is not the last imported one.
     *
     * @param values by field; those of sets as {@link Fingerprint#joined}
     */
    public static Map<Field, String> imported(Meta meta, String kind, Map<Field, String> values) {
        SortedMap<String, String> stored = meta.source().map(Source::values).orElseGet(TreeMap::new);
        Map<Field, String> unlike = new EnumMap<>(Field.class);
        values.forEach((field, value) -> {
            String before = stored.get(Base.key(kind, field));
            if (before == null && field == Field.EXTRA) {
                before = Base.NO_EXTRA;
            }
            if (before == null || !(before.equals(value) || before.equals(Fingerprint.of(value)))) {
                unlike.put(field, value);
            }
        });
        return unlike;
    }
}
