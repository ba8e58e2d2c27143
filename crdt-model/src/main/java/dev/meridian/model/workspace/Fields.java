package dev.meridian.model.workspace;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.json.Json;
import dev.meridian.model.value.Conflict;
import dev.meridian.model.value.Life;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import dev.meridian.model.value.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers the fields of one JSON object. What is not there is left out. */
final class Fields {

    private final TreeMap<String, Json> fields = new TreeMap<>();

    Fields put(String key, Json value) {
        fields.put(key, value);
        return this;
    }

    Fields put(String key, String value) {
        return put(key, Json.of(value));
    }

    Fields put(String key, Optional<String> value) {
        value.ifPresent(there -> put(key, there));
        return this;
    }

    Fields number(String key, Optional<Double> value) {
        value.ifPresent(there -> put(key, Json.of(there)));
        return this;
    }

    /** Only where it is true. */
    Fields flag(String key, boolean value) {
        return value ? put(key, Json.of(true)) : this;
    }

    /** Only where there are any. */
    Fields list(String key, List<? extends Json> items) {
        return items.isEmpty() ? this : put(key, Json.array(items));
    }

    /** Only where it has any. */
    Fields object(String key, SortedMap<String, Json> fields) {
        return fields.isEmpty() ? this : put(key, Json.object(fields));
    }

    Fields position(Position position) {
        return put(
                "position",
                new Fields()
                        .put("x", Json.of((long) position.x()))
                        .put("y", Json.of((long) position.y()))
                        .json());
    }

    Fields size(Size size) {
        return put(
                "size",
                new Fields()
                        .put("width", Json.of((long) size.width()))
                        .put("height", Json.of((long) size.height()))
                        .json());
    }

    Fields unknown(SortedMap<String, Json> unknown) {
        return object("unknown", unknown);
    }

    /** @param deleted in the trash */
    Fields meta(Meta meta, boolean deleted) {
        flag("deleted", deleted);
        meta.life().revival().ifPresent(revival -> put("revived", revival(revival)));
        list("conflicts", meta.conflicts().stream().map(Fields::conflict).toList());
        meta.source().ifPresent(source -> put("source", source(source)));
        put("extra", meta.extra());
        return unknown(meta.unknown());
    }

    private static Json revival(Life.Revival revival) {
        return new Fields()
                .put("deletedBy", devices(revival.deletedBy()))
                .put("editedBy", devices(revival.editedBy()))
                .json();
    }

    static Json devices(Iterable<DeviceId> devices) {
        List<String> hex = new ArrayList<>();
        devices.forEach(device -> hex.add(device.hex()));
        return Json.strings(hex.stream().sorted().toList());
    }

    private static Json conflict(Conflict conflict) {
        List<Json> values = new ArrayList<>();
        for (Conflict.Candidate candidate : conflict.candidates()) {
            Json value = candidate.value().<Json>map(Json::of).orElseGet(Json.Null::new);
            values.add(new Fields()
                    .put("value", value)
                    .put("author", candidate.author().hex())
                    .json());
        }
        return new Fields()
                .put("field", conflict.field().key())
                .put("values", Json.array(values))
                .json();
    }

    private static Json source(Source source) {
        TreeMap<String, Json> values = new TreeMap<>();
        source.values().forEach((name, value) -> values.put(name, Json.of(value)));
        return new Fields()
                .put("kind", source.kind())
                .put("id", source.id())
                .put("values", Json.object(values))
                .json();
    }

    Json json() {
        return Json.object(fields);
    }
}
