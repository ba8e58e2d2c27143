package dev.meridian.model.formats.csv;

import dev.meridian.model.formats.json.CompactJson;
import dev.meridian.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept of a row besides its fields.
 *
 * @param columns foreign cells by header, several where the header is repeated
 * @param lost what columns of ours name and the workspace does not have, by header
 */
record CsvExtra(SortedMap<String, List<String>> columns, SortedMap<String, List<String>> lost) {

    static CsvExtra empty() {
        return new CsvExtra(new TreeMap<>(), new TreeMap<>());
    }

    static CsvExtra read(Json.Obj stored) {
        return new CsvExtra(lists(stored, "columns"), lists(stored, "lost"));
    }

    Json.Obj write() {
        SortedMap<String, Json> stored = new TreeMap<>();
        if (!columns.isEmpty()) {
            stored.put("columns", json(columns));
        }
        if (!lost.isEmpty()) {
            stored.put("lost", json(lost));
        }
        return new Json.Obj(stored);
    }

    int chars() {
        return CompactJson.write(write()).length();
    }

    /** The headers of a whole table, in their order. */
    static Json.Obj table(List<String> headers, Dialect dialect) {
        SortedMap<String, Json> stored = new TreeMap<>();
        stored.put("headers", Json.strings(headers));
        if (dialect != Dialect.of(headers)) {
            stored.put("dialect", Json.of(dialect.word()));
        }
        return new Json.Obj(stored);
    }

    /** What {@link #table} stored; nothing where no table was imported. */
    static List<String> headers(Json.Obj stored) {
        return strings(stored.fields().get("headers"));
    }

    /** The one that the headers tell, unless it was told. */
    static Dialect dialect(Json.Obj stored) {
        Json told = stored.fields().get("dialect");
        return (told instanceof Json.Str word ? Dialect.of(word.value()) : Optional.<Dialect>empty())
                .orElseGet(() -> Dialect.of(headers(stored)));
    }

    private static SortedMap<String, List<String>> lists(Json.Obj stored, String key) {
        SortedMap<String, List<String>> lists = new TreeMap<>();
        if (stored.fields().get(key) instanceof Json.Obj object) {
            object.fields().forEach((header, value) -> lists.put(header, strings(value)));
        }
        return lists;
    }

    private static List<String> strings(@org.jspecify.annotations.Nullable Json json) {
        List<String> strings = new ArrayList<>();
        if (json instanceof Json.Str one) {
            strings.add(one.value());
        }
        if (json instanceof Json.Arr several) {
            several.items().forEach(item -> {
                if (item instanceof Json.Str text) {
                    strings.add(text.value());
                }
            });
        }
        return strings;
    }

    private static Json.Obj json(SortedMap<String, List<String>> lists) {
        SortedMap<String, Json> members = new TreeMap<>();
        lists.forEach((header, values) ->
                members.put(header, values.size() == 1 ? Json.of(values.getFirst()) : Json.strings(values)));
        return new Json.Obj(members);
    }
}
