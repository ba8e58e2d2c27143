package dev.meridian.model.formats.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meridian.model.formats.ImportPlan;
import dev.meridian.model.formats.ImportResult;
import dev.meridian.model.formats.MapVault;
import dev.meridian.model.formats.TestWorkspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** A workspace with one board that canvases go into and come out of. */
final class CanvasBoard implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String FILE = "board.canvas";

    private final TestWorkspace workspace;
    private final MapVault vault = new MapVault();

    CanvasBoard() {
        this(1);
    }

    CanvasBoard(long seed) {
        workspace = new TestWorkspace(seed);
    }

    TestWorkspace workspace() {
        return workspace;
    }

    MapVault vault() {
        return vault;
    }

    ImportPlan load(String canvas) {
        return workspace.carryOut(plan(canvas));
    }

    ImportResult plan(String canvas) {
        return CanvasImport.plan(workspace.context(vault), workspace.target(), FILE, TestWorkspace.utf8(canvas));
    }

    /** An import that has nothing to do and nothing to say. */
    void loadsWithoutChange(String canvas) {
        ImportPlan plan = load(canvas);
        assertThat(plan.boards()).isEmpty();
        assertThat(plan.documents()).isEmpty();
        assertThat(plan.team()).isEmpty();
    }

    String save() {
        return new String(
                CanvasExport.write(workspace.team(), TestWorkspace.BOARD, workspace.board()),
                java.nio.charset.StandardCharsets.UTF_8);
    }

    JsonNode saved() {
        return json(save());
    }

    /** A node of what is saved now. */
    JsonNode savedNode(String id) {
        return element("nodes", id);
    }

    JsonNode savedEdge(String id) {
        return element("edges", id);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        workspace.close();
    }

    private JsonNode element(String array, String id) {
        List<JsonNode> found = StreamSupport.stream(saved().get(array).spliterator(), false)
                .filter(node -> node.get("id").asText().equals(id))
                .toList();
        assertThat(found).as(id).hasSize(1);
        return found.getFirst();
    }
}
