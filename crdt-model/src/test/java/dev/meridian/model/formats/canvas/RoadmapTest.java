package dev.meridian.model.formats.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.meridian.model.formats.ImportPlan;
import dev.meridian.model.formats.RealData;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.formats.Vault;
import dev.meridian.model.id.CardId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A real canvas of 187 nodes and 192 edges. */
class RoadmapTest {

    private static final String FILE = "Roadmap.canvas";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final byte[] roadmap = RealData.read("stardust-roadmap/Roadmap.canvas");

    @Test
    void roadmapComesOutEqualToWhatWentIn_FMT_CANVAS_1() throws IOException {
        try (TestWorkspace workspace = imported()) {
            assertThat(exported(workspace)).isEqualTo(JSON.readTree(roadmap));
            assertThat(workspace.board().cards()).hasSize(163);
            assertThat(workspace.board().groups()).hasSize(24);
            assertThat(workspace.board().dependencies()).hasSize(192);
        }
    }

    @Test
    void anUnrelatedCardComesOutBesideTheRest_FMT_CANVAS_1() throws IOException {
        try (TestWorkspace workspace = imported()) {
            CardId id = new CardId("c".repeat(32));
            workspace.edit(new BoardIntent.AddCard(id, "New *here*", new Position(5000, 5000), new Size(200, 80)));
            JsonNode out = exported(workspace);
            ArrayNode nodes = (ArrayNode) out.get("nodes");
            int added = IntStream.range(0, nodes.size())
                    .filter(i -> nodes.get(i).get("id").asText().equals(id.hex()))
                    .findFirst()
                    .orElseThrow();
            nodes.remove(added);
            assertThat(out).isEqualTo(JSON.readTree(roadmap));
        }
    }

    @Test
    void importingItAgainChangesNothing_FMT_MERGE_1() {
        try (TestWorkspace workspace = imported()) {
            ImportPlan again =
                    (ImportPlan) CanvasImport.plan(workspace.context(Vault.NONE), workspace.target(), FILE, roadmap);
            assertThat(again.boards()).isEmpty();
            assertThat(again.team()).isEmpty();
            assertThat(again.warnings()).isEmpty();
        }
    }

    @Test
    void importingItsOwnExportChangesNothing_FMT_MERGE_1() {
        try (TestWorkspace workspace = imported()) {
            workspace.edit(
                    new BoardIntent.AddCard(
                            new CardId("c".repeat(32)), "New", new Position(5000, 5000), new Size(200, 80)),
                    new BoardIntent.SetTitle(workspace.card("Smithay").id(), "Smithay 0.8"));
            byte[] export = CanvasExport.write(workspace.team(), TestWorkspace.BOARD, workspace.board());
            ImportPlan again =
                    (ImportPlan) CanvasImport.plan(workspace.context(Vault.NONE), workspace.target(), FILE, export);
            assertThat(again.boards()).isEmpty();
            assertThat(again.team()).isEmpty();
            assertThat(again.warnings()).isEmpty();
        }
    }

    private TestWorkspace imported() {
        TestWorkspace workspace = new TestWorkspace();
        ImportPlan plan =
                workspace.carryOut(CanvasImport.plan(workspace.context(Vault.NONE), workspace.target(), FILE, roadmap));
        assertThat(plan.warnings()).isEmpty();
        return workspace;
    }

    private static JsonNode exported(TestWorkspace workspace) throws IOException {
        return JSON.readTree(CanvasExport.write(workspace.team(), TestWorkspace.BOARD, workspace.board()));
    }
}
