package dev.meridian.model.formats.canvas;

import dev.meridian.model.board.Dependency;
import dev.meridian.model.formats.merge.Extras;
import dev.meridian.model.formats.merge.Unlike;
import dev.meridian.model.id.ThingId;
import dev.meridian.model.json.Json;
import dev.meridian.model.value.Field;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes arrows as edges. */
final class EdgeWriter {

    private final Map<ThingId, String> names;

    /** @param names of the nodes that are written */
    EdgeWriter(Map<ThingId, String> names) {
        this.names = names;
    }

    Map<String, Json> write(Dependency arrow, String id) {
        NodeExtra extra = NodeExtra.read(Extras.of(arrow.meta(), CanvasImport.KIND));
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.put(Field.KIND, arrow.kind().word());
        values.put(Field.COLOR, arrow.color().orElse(""));
        values.put(Field.TITLE, arrow.title());
        String from = names.getOrDefault(arrow.from(), "");
        String to = names.getOrDefault(arrow.to(), "");
        Map<String, Json> composed = EdgeKeys.write(from, to, values);
        Map<String, Json> keys = extra.over(composed);
        CanvasEdge edge = new CanvasEdge(keys);
        boolean sameEnds = edge.from().equals(from) && edge.to().equals(to) && edge.kind() == arrow.kind();
        if (!sameEnds) {
            EdgeKeys.ENDS.forEach(key -> NodeExtra.reset(keys, composed, key));
        }
        if (!edge.color().equals(arrow.color())) {
            NodeExtra.reset(keys, composed, "color");
        }
        if (!edge.label().equals(arrow.title())) {
            NodeExtra.reset(keys, composed, "label");
        }
        Map<String, Json> line = new LinkedHashMap<>();
        line.put("id", Json.of(id));
        line.putAll(keys);
        SortedMap<String, Json> own = new TreeMap<>(extra.ours().fields());
        Json.Obj derived = EdgeKeys.extra(new CanvasEdge(keys), Optional.of(new Json.Obj(own)), values)
                .write();
        values.put(Field.EXTRA, Extras.print(derived));
        Map<String, Json> ours = OurKeys.withExported(own, Unlike.imported(arrow.meta(), CanvasImport.KIND, values));
        if (!ours.isEmpty()) {
            line.put(CanvasReader.OURS, Json.object(ours));
        }
        return line;
    }
}
