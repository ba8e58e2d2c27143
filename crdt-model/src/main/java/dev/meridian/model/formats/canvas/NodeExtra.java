package dev.meridian.model.formats.canvas;

import dev.meridian.model.formats.json.CompactJson;
import dev.meridian.model.formats.merge.Extras;
import dev.meridian.model.json.Json;
import dev.meridian.model.value.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has to be kept of a node or an edge besides its fields, so that it comes out as it went in.
 *
 * @param keys those that the fields would not give back, or not in the same way
 * @param absent those that the fields would give back and that were not there
 * @param head what came before the description in a text node
 * @param ours our own object as it was
 */
record NodeExtra(SortedMap<String, Json> keys, List<String> absent, Optional<String> head, Json.Obj ours) {

    /** Longer values of our own object are not kept: they are written anew. */
    private static final int OUR_CHARS_MAX = 1_000;

    /**
     * What has to be kept of a node.
     *
     * @param plain what its keys say by themselves
     * @param fields what it says with our own object
     */
    static NodeExtra of(CanvasNode node, Optional<Json> ours, Reading plain, Reading fields) {
        String title = plain.value(Field.TITLE);
        String usualHead = plain.value(Field.DESCRIPTION).isEmpty() ? title : title + "\n\n";
        Optional<String> head = node.type().equals(CanvasNode.TEXT)
                ? Optional.of(TextNode.read(node.text()).head()).filter(text -> !text.equals(usualHead))
                : Optional.empty();
        Map<String, Json> composed = PlainKeys.write(node.type(), fields, head);
        boolean usual = node.type().equals(CanvasNode.TEXT) || node.isGroup();
        if (!usual) {
            // No field tells that a card is a file or a link.
            composed.remove("type");
        }
        return between(node.keys(), composed, head, ours);
    }

    /** @param composed what the fields give back */
    static NodeExtra between(
            Map<String, Json> raw, Map<String, Json> composed, Optional<String> head, Optional<Json> ours) {
        SortedMap<String, Json> keys = new TreeMap<>();
        raw.forEach((key, value) -> {
            if (!value.equals(composed.get(key))) {
                keys.put(key, value);
            }
        });
        List<String> absent =
                composed.keySet().stream().filter(key -> !raw.containsKey(key)).toList();
        SortedMap<String, Json> kept = new TreeMap<>();
        if (ours.isPresent() && ours.get() instanceof Json.Obj object) {
            object.fields().forEach((key, value) -> {
                if (CompactJson.write(value).length() <= OUR_CHARS_MAX) {
                    kept.put(key, value);
                }
            });
        }
        return new NodeExtra(keys, absent, head, new Json.Obj(kept));
    }

    static NodeExtra read(Json.Obj stored) {
        List<String> absent = new ArrayList<>();
        if (stored.fields().get("absent") instanceof Json.Arr array) {
            array.items().forEach(item -> {
                if (item instanceof Json.Str key) {
                    absent.add(key.value());
                }
            });
        }
        return new NodeExtra(
                object(stored, "keys").fields(),
                absent,
                stored.fields().get("head") instanceof Json.Str head ? Optional.of(head.value()) : Optional.empty(),
                object(stored, Extras.OURS));
    }

    /** The composed keys as they would stand if nothing had changed since the import. */
    Map<String, Json> over(Map<String, Json> composed) {
        Map<String, Json> all = new LinkedHashMap<>(composed);
        absent.forEach(all::remove);
        keys.forEach((key, value) -> {
            if (!key.equals("id") && !key.equals(CanvasReader.OURS)) {
                all.put(key, value);
            }
        });
        return all;
    }

    /** Takes back what {@link #over} did with a key. */
    static void reset(Map<String, Json> keys, Map<String, Json> composed, String key) {
        Json value = composed.get(key);
        if (value == null) {
            keys.remove(key);
        } else {
            keys.put(key, value);
        }
    }

    Json.Obj write() {
        SortedMap<String, Json> stored = new TreeMap<>();
        if (!keys.isEmpty()) {
            stored.put("keys", new Json.Obj(keys));
        }
        if (!absent.isEmpty()) {
            stored.put("absent", Json.strings(absent));
        }
        head.ifPresent(text -> stored.put("head", Json.of(text)));
        if (!ours.fields().isEmpty()) {
            stored.put(Extras.OURS, ours);
        }
        return new Json.Obj(stored);
    }

    private static Json.Obj object(Json.Obj stored, String key) {
        return stored.fields().get(key) instanceof Json.Obj object ? object : CompactJson.EMPTY;
    }
}
