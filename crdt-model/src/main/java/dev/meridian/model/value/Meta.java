package dev.meridian.model.value;

import dev.meridian.model.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What everything planned has besides its own fields.
 *
 * @param conflicts in the order of {@link Field}
 * @param extra JSON object of foreign keys that an import brought and an export gives back
 * @param unknown what stands at keys that this version does not know or cannot read; kept as it is
 */
public record Meta(
        Life life,
        List<Conflict> conflicts,
        Optional<Source> source,
        Optional<String> extra,
        SortedMap<String, Json> unknown) {

    public static final Meta NEW =
            new Meta(Life.NEW, List.of(), Optional.empty(), Optional.empty(), Collections.emptySortedMap());

    public Meta {
        conflicts = List.copyOf(conflicts);
        unknown = unknown.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(unknown));
    }

    public Optional<Conflict> conflict(Field field) {
        return conflicts.stream().filter(each -> each.field() == field).findFirst();
    }
}
