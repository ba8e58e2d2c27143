package dev.meridian.model.value;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where something was imported from, so that importing the newer export updates it.
 *
 * @param kind of the format, for example {@code canvas} or {@code csv}
 * @param id what the source calls it
 * @param values last imported value of each field, by a name of the importer's choice: what changed here since is what differs from these. All together at most 48 KiB of JSON
 */
public record Source(String kind, String id, SortedMap<String, String> values) {

    public Source {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static Source of(String kind, String id) {
        return new Source(kind, id, new TreeMap<>());
    }

    public Source with(Map<String, String> values) {
        return new Source(kind, id, new TreeMap<>(values));
    }
}
