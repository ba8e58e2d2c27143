package dev.meridian.model.formats.canvas;

import dev.meridian.model.json.Json;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Between the keys of JSON Canvas and the fields of Meridian, both ways. */
final class PlainKeys {

    private PlainKeys() {}

    /**
     * What a node says by itself.
     *
     * @param groups as {@link Rect#bySize} orders them
     * @param document what a file's document is called in the workspace, if it has one there
     */
    static Reading read(CanvasNode node, List<Rect.Named> groups, Function<String, Optional<String>> document) {
        Reading reading = Reading.empty();
        reading.values().put(Field.TITLE, node.title());
        reading.values().put(Field.POSITION, node.position().toString());
        reading.values().put(Field.SIZE, node.size().toString());
        reading.values().put(Field.COLOR, node.color().orElse(""));
        if (!node.isGroup()) {
            node.description().ifPresent(text -> reading.values().put(Field.DESCRIPTION, text));
            reading.values().put(Field.GROUP, node.rect().within(groups).orElse(""));
            node.file()
                    .flatMap(document)
                    .ifPresent(word -> reading.sets().put(Field.DOCUMENT, new TreeSet<>(List.of(word))));
        }
        return reading;
    }

    /**
     * The keys that say these fields, as far as keys of JSON Canvas can, in the usual order.
     *
     * @param head of the text as it was imported, if it was
     */
    static Map<String, Json> write(String type, Reading fields, Optional<String> head) {
        Map<String, Json> keys = new LinkedHashMap<>();
        keys.put("type", Json.of(type));
        if (type.equals(CanvasNode.TEXT)) {
            keys.put("text", Json.of(TextNode.write(fields.value(Field.TITLE), fields.value(Field.DESCRIPTION), head)));
        }
        Position position = Position.parse(fields.value(Field.POSITION)).orElseThrow();
        Size size = Size.parse(fields.value(Field.SIZE)).orElseThrow();
        keys.put("x", Json.of(position.x()));
        keys.put("y", Json.of(position.y()));
        keys.put("width", Json.of(size.width()));
        keys.put("height", Json.of(size.height()));
        if (!fields.value(Field.COLOR).isEmpty()) {
            keys.put("color", Json.of(fields.value(Field.COLOR)));
        }
        if (type.equals(CanvasNode.GROUP) && !fields.value(Field.TITLE).isEmpty()) {
            keys.put("label", Json.of(fields.value(Field.TITLE)));
        }
        return keys;
    }
}
