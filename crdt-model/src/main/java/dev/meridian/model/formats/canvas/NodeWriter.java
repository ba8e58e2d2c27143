package dev.meridian.model.formats.canvas;

import dev.meridian.model.board.Card;
import dev.meridian.model.board.Group;
import dev.meridian.model.board.Thing;
import dev.meridian.model.formats.Paths;
import dev.meridian.model.formats.merge.Extras;
import dev.meridian.model.formats.merge.Fingerprint;
import dev.meridian.model.formats.merge.Ours;
import dev.meridian.model.formats.merge.Unlike;
import dev.meridian.model.formats.merge.Words;
import dev.meridian.model.id.ThingId;
import dev.meridian.model.json.Json;
import dev.meridian.model.value.Field;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Writes cards and groups as nodes. What was imported and still says the same is written as it was, digit by digit; what the keys of JSON Canvas
 * cannot say goes into our own object.
 */
final class NodeWriter {

    private static final List<Field> GROUP_VALUES = List.of(Field.TITLE, Field.POSITION, Field.SIZE, Field.COLOR);
    private static final List<Field> CARD_VALUES = List.of(
            Field.TITLE,
            Field.DESCRIPTION,
            Field.STATUS,
            Field.POSITION,
            Field.SIZE,
            Field.PINNED,
            Field.COLOR,
            Field.TARGET_DATE,
            Field.ESTIMATE);
    private static final List<Field> CARD_SETS = List.of(Field.OWNER, Field.LABEL, Field.DOCUMENT);

    private final Ours ours;
    private final Words words;
    private final List<Rect.Named> groups;
    private final Map<ThingId, String> names;
    private final String file;

    /**
     * @param groups as {@link Rect#bySize} orders them
     * @param names of the nodes that are written
     * @param file the canvas that the board came from; empty for none
     */
    NodeWriter(Ours ours, Words words, List<Rect.Named> groups, Map<ThingId, String> names, String file) {
        this.ours = ours;
        this.words = words;
        this.groups = groups;
        this.names = names;
        this.file = file;
    }

    Map<String, Json> write(Thing thing, String id) {
        NodeExtra extra = NodeExtra.read(Extras.of(thing.meta(), CanvasImport.KIND));
        Reading fields = fields(thing);
        Map<String, Json> composed = PlainKeys.write(type(thing, extra), fields, extra.head());
        Map<String, Json> keys = extra.over(composed);
        Reading said = OurKeys.readStored(extra.ours());
        settle(keys, composed, fields, said);
        CanvasNode node = new CanvasNode(keys);
        Reading plain = PlainKeys.read(node, groups, this::document);
        Map<String, Json> line = new LinkedHashMap<>();
        line.put("id", Json.of(id));
        line.putAll(keys);
        SortedMap<String, Json> own = OurKeys.write(fields, plain, extra.ours());
        Map<String, Json> withExported = OurKeys.withExported(own, unlike(thing, node, plain, own));
        if (!withExported.isEmpty()) {
            line.put(CanvasReader.OURS, Json.object(withExported));
        }
        return line;
    }

    /** Takes imported keys back where the field says something else by now. */
    private static void settle(Map<String, Json> keys, Map<String, Json> composed, Reading fields, Reading said) {
        CanvasNode node = new CanvasNode(keys);
        CanvasNode now = new CanvasNode(composed);
        for (String key : List.of("x", "y")) {
            if (!node.integer(key).equals(now.integer(key))) {
                NodeExtra.reset(keys, composed, key);
            }
        }
        if (node.size().width() != now.size().width()) {
            NodeExtra.reset(keys, composed, "width");
        }
        if (node.size().height() != now.size().height()) {
            NodeExtra.reset(keys, composed, "height");
        }
        if (!node.color().orElse("").equals(fields.value(Field.COLOR))) {
            NodeExtra.reset(keys, composed, "color");
        }
        Reading told = PlainKeys.read(node, List.of(), path -> Optional.empty()).with(said);
        boolean sameTitle = told.value(Field.TITLE).equals(fields.value(Field.TITLE));
        if (node.isGroup() && !sameTitle) {
            NodeExtra.reset(keys, composed, "label");
        }
        boolean sameText = sameTitle && told.value(Field.DESCRIPTION).equals(fields.value(Field.DESCRIPTION));
        if (node.type().equals(CanvasNode.TEXT) && !sameText) {
            NodeExtra.reset(keys, composed, "text");
        }
    }

    /** What the file says and the workspace would not know as imported. */
    private static Map<Field, String> unlike(Thing thing, CanvasNode node, Reading plain, SortedMap<String, Json> own) {
        Reading spoken = plain.with(OurKeys.readStored(new Json.Obj(own)));
        Map<Field, String> values = new EnumMap<>(spoken.values());
        spoken.sets().forEach((field, words) -> values.put(field, Fingerprint.joined(words)));
        NodeExtra derived = NodeExtra.of(node, Optional.of(new Json.Obj(own)), plain, spoken);
        values.put(Field.EXTRA, Extras.print(derived.write()));
        return Unlike.imported(thing.meta(), CanvasImport.KIND, values);
    }

    private Reading fields(Thing thing) {
        Reading fields = Reading.empty();
        List<Field> single = thing instanceof Group ? GROUP_VALUES : CARD_VALUES;
        single.forEach(field -> fields.values().put(field, ours.value(thing, field)));
        if (thing instanceof Card card) {
            String group = card.group().map(id -> names.getOrDefault(id, "")).orElse("");
            fields.values().put(Field.GROUP, group);
            CARD_SETS.forEach(field -> fields.sets().put(field, ours.set(card, field)));
        }
        return fields;
    }

    private static String type(Thing thing, NodeExtra extra) {
        String imported = new CanvasNode(extra.keys()).type();
        if (thing instanceof Group) {
            return CanvasNode.GROUP;
        }
        return imported.equals(CanvasNode.GROUP) ? CanvasNode.TEXT : imported;
    }

    private Optional<String> document(String path) {
        if (!Paths.isMarkdown(path)) {
            return Optional.empty();
        }
        return words.document(path)
                .or(() -> Paths.resolve(Paths.folder(file), path).flatMap(words::document))
                .map(words::word);
    }
}
