package dev.meridian.model.formats.canvas;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.Mark;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.json.CompactJson;
import dev.meridian.model.formats.json.JsonReader;
import dev.meridian.model.formats.json.Located;
import dev.meridian.model.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a canvas and checks all that JSON Canvas 1.0 demands. */
final class CanvasReader {

    static final String OURS = "meridian";

    private static final List<String> NUMBERS = List.of("x", "y", "width", "height");
    private static final Set<String> ENDS = Set.of(CanvasEdge.NONE, CanvasEdge.ARROW);

    private final SourceText source;
    private final FormatLimits limits;

    private CanvasReader(SourceText source, FormatLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /** @throws BadInput with line and column */
    static CanvasFile read(SourceText source, FormatLimits limits) throws BadInput {
        return new CanvasReader(source, limits).file(JsonReader.read(source, limits));
    }

    private CanvasFile file(Located root) throws BadInput {
        requireKind(root, Json.Obj.class, "a canvas is an object with \"nodes\" and \"edges\"");
        List<Located> nodes = items(root, "nodes");
        List<Located> edges = items(root, "edges");
        if (nodes.size() + edges.size() > limits.itemsMax()) {
            throw source.bad(
                    root.at(),
                    (nodes.size() + edges.size()) + " nodes and edges, and at most " + limits.itemsMax() + " are read");
        }
        Map<String, Mark> nodeIds = new HashMap<>();
        List<CanvasFile.Element> checkedNodes = new ArrayList<>();
        for (Located node : nodes) {
            checkedNodes.add(node(node, nodeIds));
        }
        Map<String, Mark> edgeIds = new HashMap<>();
        List<CanvasFile.Element> checkedEdges = new ArrayList<>();
        for (Located edge : edges) {
            checkedEdges.add(edge(edge, edgeIds, nodeIds.keySet()));
        }
        SortedMap<String, Json> keys = new TreeMap<>(((Json.Obj) root.value()).fields());
        boolean hasNodes = keys.remove("nodes") != null;
        boolean hasEdges = keys.remove("edges") != null;
        requireSize(keys, root.at(), "the canvas");
        return new CanvasFile(checkedNodes, checkedEdges, keys, hasNodes, hasEdges);
    }

    private CanvasFile.Element node(Located node, Map<String, Mark> ids) throws BadInput {
        requireKind(node, Json.Obj.class, "a node is an object");
        String id = id(node, ids, "node");
        String what = "node \"" + id + "\"";
        String type = required(node, "type", what);
        for (String key : NUMBERS) {
            requireNumber(node, key, what);
        }
        optional(node, "color", what);
        switch (type) {
            case CanvasNode.TEXT -> required(node, "text", what);
            case CanvasNode.FILE -> {
                required(node, "file", what);
                optional(node, "subpath", what);
            }
            case CanvasNode.LINK -> required(node, "url", what);
            case CanvasNode.GROUP -> requireTitle(node, "label", what);
            default -> optional(node, "label", what);
        }
        return element(node, id, what);
    }

    private CanvasFile.Element edge(Located edge, Map<String, Mark> ids, Set<String> nodes) throws BadInput {
        requireKind(edge, Json.Obj.class, "an edge is an object");
        String id = id(edge, ids, "edge");
        String what = "edge \"" + id + "\"";
        for (String key : List.of("fromNode", "toNode")) {
            String node = required(edge, key, what);
            if (!nodes.contains(node)) {
                throw source.bad(
                        at(edge, key), what + ": \"" + key + "\" names \"" + node + "\", and there is no such node");
            }
        }
        for (String key : List.of("fromEnd", "toEnd")) {
            Optional<String> end = optional(edge, key, what);
            if (end.isPresent() && !ENDS.contains(end.get())) {
                throw source.bad(
                        at(edge, key), what + ": \"" + key + "\" is \"none\" or \"arrow\", not \"" + end.get() + "\"");
            }
        }
        for (String key : List.of("fromSide", "toSide", "color")) {
            optional(edge, key, what);
        }
        requireTitle(edge, "label", what);
        return element(edge, id, what);
    }

    private CanvasFile.Element element(Located object, String id, String what) throws BadInput {
        SortedMap<String, Json> keys = new TreeMap<>(((Json.Obj) object.value()).fields());
        keys.remove("id");
        keys.remove(OURS);
        SortedMap<String, Json> foreign = new TreeMap<>(keys);
        foreign.remove("text");
        requireSize(foreign, object.at(), what);
        Optional<Located> ours = Optional.ofNullable(object.members().get(OURS));
        if (ours.isPresent()) {
            requireKind(ours.get(), Json.Obj.class, what + ": \"" + OURS + "\" is an object");
        }
        return new CanvasFile.Element(id, object.at(), keys, ours);
    }

    private String id(Located object, Map<String, Mark> ids, String noun) throws BadInput {
        String id = required(object, "id", "a " + noun + " of this canvas");
        if (id.isEmpty() || id.length() > limits.titleCharsMax()) {
            throw source.bad(
                    at(object, "id"), "the id of a " + noun + " has 1 to " + limits.titleCharsMax() + " characters");
        }
        Mark before = ids.putIfAbsent(id, object.at());
        if (before != null) {
            throw source.bad(
                    at(object, "id"), "the " + noun + " \"" + id + "\" is there already, on line " + before.line());
        }
        return id;
    }

    private List<Located> items(Located root, String key) throws BadInput {
        Located value = root.members().get(key);
        if (value == null) {
            return List.of();
        }
        requireKind(value, Json.Arr.class, "\"" + key + "\" is an array");
        return value.items();
    }

    private String required(Located object, String key, String what) throws BadInput {
        return optional(object, key, what).orElseThrow(() -> source.bad(object.at(), what + " has no \"" + key + "\""));
    }

    private Optional<String> optional(Located object, String key, String what) throws BadInput {
        Located value = object.members().get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value.value() instanceof Json.Str text) {
            return Optional.of(text.value());
        }
        throw source.bad(value.at(), what + ": \"" + key + "\" is a string, not " + CompactJson.kind(value.value()));
    }

    private void requireTitle(Located object, String key, String what) throws BadInput {
        Optional<String> title = optional(object, key, what);
        if (title.isPresent() && title.get().length() > limits.titleCharsMax()) {
            throw source.bad(
                    at(object, key),
                    what + ": \"" + key + "\" has " + title.get().length() + " characters, and at most "
                            + limits.titleCharsMax() + " are read");
        }
    }

    private void requireNumber(Located object, String key, String what) throws BadInput {
        Located value = object.members().get(key);
        if (value == null) {
            throw source.bad(object.at(), what + " has no \"" + key + "\"");
        }
        if (!(value.value() instanceof Json.Num)) {
            throw source.bad(
                    value.at(), what + ": \"" + key + "\" is a number, not " + CompactJson.kind(value.value()));
        }
        if (new CanvasNode(((Json.Obj) object.value()).fields()).integer(key).isEmpty()) {
            throw source.bad(
                    value.at(),
                    what + ": \"" + key + "\" lies outside " + (long) -CanvasNode.COORDINATE_MAX + " to "
                            + (long) CanvasNode.COORDINATE_MAX);
        }
    }

    private void requireSize(SortedMap<String, Json> foreign, Mark at, String what) throws BadInput {
        int chars = CompactJson.write(new Json.Obj(foreign)).length();
        if (chars > limits.extraCharsMax()) {
            throw source.bad(
                    at,
                    what + " has keys of " + chars + " characters, and at most " + limits.extraCharsMax()
                            + " are kept");
        }
    }

    private void requireKind(Located value, Class<? extends Json> kind, String sentence) throws BadInput {
        if (!kind.isInstance(value.value())) {
            throw source.bad(value.at(), sentence + ", not " + CompactJson.kind(value.value()));
        }
    }

    private static Mark at(Located object, String key) {
        Located value = object.members().get(key);
        return value == null ? object.at() : value.at();
    }
}
