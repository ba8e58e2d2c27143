package dev.meridian.model.formats.canvas;

import dev.meridian.model.json.Json;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Field;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of an edge that say what an arrow is. */
final class EdgeKeys {

    /** Those that tell together where an edge leads and what it means. */
    static final List<String> ENDS = List.of("fromNode", "fromSide", "fromEnd", "toNode", "toSide", "toEnd");

    private EdgeKeys() {}

    /** In the usual order; the ends are left to their defaults where those say enough. */
    static Map<String, Json> write(String from, String to, Map<Field, String> values) {
        Map<String, Json> keys = new LinkedHashMap<>();
        keys.put("fromNode", Json.of(from));
        keys.put("toNode", Json.of(to));
        if (values.getOrDefault(Field.KIND, "").equals(DependencyKind.RELATES.word())) {
            keys.put("toEnd", Json.of(CanvasEdge.NONE));
        }
        put(keys, "color", values.getOrDefault(Field.COLOR, ""));
        put(keys, "label", values.getOrDefault(Field.TITLE, ""));
        return keys;
    }

    /** What an edge says, but where it leads. */
    static Map<Field, String> read(CanvasEdge edge) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.put(Field.KIND, edge.kind().word());
        values.put(Field.TITLE, edge.label());
        values.put(Field.COLOR, edge.color().orElse(""));
        return values;
    }

    /** What has to be kept of an edge. */
    static NodeExtra extra(CanvasEdge edge, Optional<Json> ours, Map<Field, String> values) {
        return NodeExtra.between(edge.keys(), write(edge.from(), edge.to(), values), Optional.empty(), ours);
    }

    private static void put(Map<String, Json> keys, String key, String value) {
        if (!value.isEmpty()) {
            keys.put(key, Json.of(value));
        }
    }
}
