package dev.meridian.model.formats.merge;

import dev.meridian.model.formats.Mark;
import dev.meridian.model.json.Json;
import dev.meridian.model.value.Field;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A card, group or arrow as a file has it. Fields that the file does not speak of are absent, and an import leaves them alone.
 *
 * @param id what the file calls it
 * @param values fields with one value, in the words of the file; empty for none
 * @param sets fields with several
 * @param extra foreign keys, to be given back
 * @param exported {@link Fingerprint#brief} of values as they were when Meridian wrote the file, if it says so
 */
public record SourceThing(
        String id,
        Mark at,
        Map<Field, String> values,
        Map<Field, SortedSet<String>> sets,
        Json.Obj extra,
        Map<Field, String> exported) {

    public SourceThing {
        values = Collections.unmodifiableMap(copy(values));
        EnumMap<Field, SortedSet<String>> copies = new EnumMap<>(Field.class);
        sets.forEach((field, words) -> copies.put(field, Collections.unmodifiableSortedSet(new TreeSet<>(words))));
        sets = Collections.unmodifiableMap(copies);
        exported = Collections.unmodifiableMap(copy(exported));
    }

    public String value(Field field) {
        return values.getOrDefault(field, "");
    }

    private static EnumMap<Field, String> copy(Map<Field, String> map) {
        EnumMap<Field, String> copy = new EnumMap<>(Field.class);
        copy.putAll(map);
        return copy;
    }
}
