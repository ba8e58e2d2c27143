package dev.meridian.model.formats.canvas;

import dev.meridian.model.value.Field;
import java.util.EnumMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Fields of a card or group in the words of the file; those not spoken of are absent.
 *
 * @param values with one value each, empty for none
 * @param sets with several
 */
record Reading(EnumMap<Field, String> values, EnumMap<Field, SortedSet<String>> sets) {

    static Reading empty() {
        return new Reading(new EnumMap<>(Field.class), new EnumMap<>(Field.class));
    }

    /** These fields, and the other's where it speaks of them. */
    Reading with(Reading other) {
        Reading both = new Reading(new EnumMap<>(values), new EnumMap<>(sets));
        both.values.putAll(other.values);
        both.sets.putAll(other.sets);
        return both;
    }

    /** Of a group our own object says nothing else. */
    Reading onlyTitle() {
        Reading title = empty();
        if (values.containsKey(Field.TITLE)) {
            title.values.put(Field.TITLE, value(Field.TITLE));
        }
        return title;
    }

    String value(Field field) {
        return values.getOrDefault(field, "");
    }

    SortedSet<String> set(Field field) {
        return sets.getOrDefault(field, new TreeSet<>());
    }
}
