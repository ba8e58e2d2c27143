package dev.meridian.model.schema;

import dev.meridian.model.json.Json;
import dev.meridian.model.json.JsonText;
import dev.meridian.model.value.Source;
import java.util.Optional;
import java.util.TreeMap;

/** A source as one line of JSON: {@code {"id":"12","kind":"csv","values":{"title":"..."}}}. One register, so that it is of one import. */
public final class SourceJson {

    private SourceJson() {}

    public static String print(Source source) {
        TreeMap<String, Json> values = new TreeMap<>();
        source.values().forEach((name, value) -> values.put(name, Json.of(value)));
        TreeMap<String, Json> fields = new TreeMap<>();
        fields.put("kind", Json.of(source.kind()));
        fields.put("id", Json.of(source.id()));
        fields.put("values", Json.object(values));
        return Json.object(fields).printCompact();
    }

    static Optional<Source> parse(String text) {
        if (JsonText.parse(text).orElse(null) instanceof Json.Obj object
                && object.fields().get("kind") instanceof Json.Str kind
                && object.fields().get("id") instanceof Json.Str id
                && object.fields().get("values") instanceof Json.Obj fields) {
            TreeMap<String, String> values = new TreeMap<>();
            fields.fields().forEach((name, value) -> {
                if (value instanceof Json.Str string) {
                    values.put(name, string.value());
                }
            });
            return Optional.of(new Source(kind.value(), id.value(), values));
        }
        return Optional.empty();
    }
}
