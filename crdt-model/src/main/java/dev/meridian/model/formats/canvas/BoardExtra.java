package dev.meridian.model.formats.canvas;

import dev.meridian.model.formats.json.CompactJson;
import dev.meridian.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has to be kept of a canvas as a whole.
 *
 * @param keys of the top level that are not ours
 * @param hasNodes whether there is an array of nodes even if it is empty
 * @param loops edges from a node to itself, which no board holds
 */
record BoardExtra(SortedMap<String, Json> keys, boolean hasNodes, boolean hasEdges, List<Loop> loops) {

    /**
     * An edge from a node to itself.
     *
     * @param index among the edges
     * @param edge with its id
     */
    record Loop(int index, Json.Obj edge) {}

    static BoardExtra of(CanvasFile canvas) {
        List<Loop> loops = new ArrayList<>();
        for (int i = 0; i < canvas.edges().size(); i++) {
            CanvasFile.Element edge = canvas.edges().get(i);
            if (edge.keys().get("fromNode") instanceof Json.Str from
                    && from.equals(edge.keys().get("toNode"))) {
                SortedMap<String, Json> keys = new TreeMap<>(edge.keys());
                keys.put("id", Json.of(edge.id()));
                edge.ours().ifPresent(ours -> keys.put(CanvasReader.OURS, ours.value()));
                loops.add(new Loop(i, new Json.Obj(keys)));
            }
        }
        return new BoardExtra(canvas.keys(), canvas.hasNodes(), canvas.hasEdges(), loops);
    }

    static BoardExtra read(Json.Obj stored) {
        List<Loop> loops = new ArrayList<>();
        if (stored.fields().get("loops") instanceof Json.Arr array) {
            array.items().forEach(item -> {
                if (item instanceof Json.Obj loop
                        && loop.fields().get("edge") instanceof Json.Obj edge
                        && new CanvasNode(loop.fields()).integer("index").isPresent()) {
                    loops.add(new Loop(
                            new CanvasNode(loop.fields()).integer("index").get(), edge));
                }
            });
        }
        return new BoardExtra(
                stored.fields().get("keys") instanceof Json.Obj keys ? keys.fields() : CompactJson.EMPTY.fields(),
                !lacks(stored, "nodes"),
                !lacks(stored, "edges"),
                loops);
    }

    Json.Obj write() {
        SortedMap<String, Json> stored = new TreeMap<>();
        List<String> absent = new ArrayList<>();
        if (!hasNodes) {
            absent.add("nodes");
        }
        if (!hasEdges) {
            absent.add("edges");
        }
        if (!absent.isEmpty()) {
            stored.put("absent", Json.strings(absent));
        }
        if (!keys.isEmpty()) {
            stored.put("keys", new Json.Obj(keys));
        }
        if (!loops.isEmpty()) {
            List<Json> items = new ArrayList<>();
            for (Loop loop : loops) {
                SortedMap<String, Json> item = new TreeMap<>();
                item.put("index", Json.of(loop.index()));
                item.put("edge", loop.edge());
                items.add(new Json.Obj(item));
            }
            stored.put("loops", new Json.Arr(items));
        }
        return new Json.Obj(stored);
    }

    private static boolean lacks(Json.Obj stored, String key) {
        return stored.fields().get("absent") instanceof Json.Arr absent
                && absent.items().contains(Json.of(key));
    }
}
