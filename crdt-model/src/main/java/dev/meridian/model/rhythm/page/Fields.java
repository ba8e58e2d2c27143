package dev.meridian.model.rhythm.page;

import dev.meridian.model.json.Json;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A JSON object that is being put together. Owned by one thread. */
final class Fields {
    private final Map<String, Json> fields = new TreeMap<>();

    Fields put(String key, Json value) {
        fields.put(key, value);
        return this;
    }

    Fields put(String key, String value) {
        return put(key, Json.of(value));
    }

    /** Left out where it is empty. */
    Fields put(String key, Optional<? extends Json> value) {
        value.ifPresent(there -> put(key, there));
        return this;
    }

    static <T> Json array(Collection<? extends T> items, Function<? super T, ? extends Json> json) {
        return Json.array(items.stream().map(json).toList());
    }

    Json json() {
        return Json.object(fields);
    }
}
