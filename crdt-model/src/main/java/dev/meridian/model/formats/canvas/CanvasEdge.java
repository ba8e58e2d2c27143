package dev.meridian.model.formats.canvas;

import dev.meridian.model.formats.OneLine;
import dev.meridian.model.json.Json;
import dev.meridian.model.value.DependencyKind;
import java.util.Map;
import java.util.Optional;

/** How the keys of an edge read. One arrow head blocks, in its direction; none or two relate. */
record CanvasEdge(Map<String, Json> keys) {

    static final String NONE = "none";
    static final String ARROW = "arrow";

    Optional<String> string(String key) {
        return keys.get(key) instanceof Json.Str text ? Optional.of(text.value()) : Optional.empty();
    }

    DependencyKind kind() {
        return arrowAtFrom() == arrowAtTo() ? DependencyKind.RELATES : DependencyKind.BLOCKS;
    }

    /** The node that the dependency starts from. */
    String from() {
        return string(reversed() ? "toNode" : "fromNode").orElse("");
    }

    String to() {
        return string(reversed() ? "fromNode" : "toNode").orElse("");
    }

    String label() {
        return OneLine.of(string("label").orElse(""));
    }

    Optional<String> color() {
        return new CanvasNode(keys).color();
    }

    private boolean reversed() {
        return arrowAtFrom() && !arrowAtTo();
    }

    private boolean arrowAtFrom() {
        return string("fromEnd").orElse(NONE).equals(ARROW);
    }

    private boolean arrowAtTo() {
        return string("toEnd").orElse(ARROW).equals(ARROW);
    }
}
