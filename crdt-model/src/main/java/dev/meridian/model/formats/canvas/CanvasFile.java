package dev.meridian.model.formats.canvas;

import dev.meridian.model.formats.Mark;
import dev.meridian.model.formats.json.Located;
import dev.meridian.model.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A canvas that was read and checked.
 *
 * @param keys of the top level, but nodes and edges
 * @param hasNodes whether the file has a key for them, which it need not
 */
record CanvasFile(
        List<Element> nodes, List<Element> edges, SortedMap<String, Json> keys, boolean hasNodes, boolean hasEdges) {

    /**
     * A node or an edge.
     *
     * @param keys all but the id and our own object
     * @param ours our own object
     */
    record Element(String id, Mark at, Map<String, Json> keys, Optional<Located> ours) {}
}
