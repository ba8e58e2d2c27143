package dev.meridian.model.formats.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Thing;
import dev.meridian.model.formats.ImportContext;
import dev.meridian.model.formats.ImportPlan;
import dev.meridian.model.formats.ImportWarning;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.id.CardId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A canvas that comes back changed, to a board that changed too. */
class CanvasMergeTest {

    private static final String CANVAS = """
            {"nodes":[
            {"id":"g","type":"group","x":0,"y":0,"width":500,"height":500,"label":"Lane"},
            {"id":"a","type":"text","text":"Alpha\\n\\nBody","x":10,"y":10,"width":100,"height":50},
            {"id":"b","type":"text","text":"Beta","x":10,"y":600,"width":100,"height":50,
             "meridian":{"owners":["Mara","Bo"]}},
            {"id":"c","type":"text","text":"Gamma","x":10,"y":700,"width":100,"height":50}
            ],"edges":[
            {"id":"e","fromNode":"a","toNode":"b"}
            ]}""";

    private final CanvasBoard board = new CanvasBoard();
    private final TestWorkspace workspace = board.workspace();

    @AfterEach
    void close() {
        board.close();
    }

    @Test
    void whatChangedInTheFileAloneIsTaken_FMT_MERGE_2() {
        board.load(CANVAS);
        ImportPlan plan = board.load(CANVAS.replace("Alpha", "**Alef**").replace("\"y\":600", "\"y\":650"));
        assertThat(plan.warnings()).isEmpty();
        assertThat(plan.summary().cardsChanged()).isEqualTo(2);
        assertThat(workspace.card("Alef").description()).isEqualTo("Body");
        assertThat(workspace.card("Beta").position()).isEqualTo(new Position(10, 650));
        assertThat(board.savedNode("a").get("text").asText()).isEqualTo("**Alef**\n\nBody");
    }

    @Test
    void whatChangedHereAloneStays_FMT_MERGE_2() {
        board.load(CANVAS);
        Card alpha = workspace.card("Alpha");
        workspace.edit(new BoardIntent.SetTitle(alpha.id(), "Here"), new BoardIntent.AddLabel(alpha.id(), "mine"));
        ImportPlan plan = board.load(CANVAS.replace("Body", "New body"));
        assertThat(plan.warnings()).isEmpty();
        Card merged = workspace.card("Here");
        assertThat(merged.description()).isEqualTo("New body");
        assertThat(merged.labels()).containsExactly("mine");
    }

    @Test
    void whatChangedOnBothSidesStaysAndIsReportedOnce_FMT_MERGE_3() {
        board.load(CANVAS);
        workspace.edit(new BoardIntent.SetTitle(workspace.card("Alpha").id(), "Here"));
        String changed = CANVAS.replace("Alpha", "There");
        ImportPlan plan = board.load(changed);
        assertThat(plan.warnings())
                .extracting(ImportWarning::toString)
                .containsExactly(
                        "board.canvas:3:1: the title of \"Here\" was changed both here and in the file; \"Here\" is"
                                + " kept, the file has \"There\"");
        assertThat(workspace.card("Here")).isNotNull();
        board.loadsWithoutChange(changed);
    }

    @Test
    void theFileWinsWhereThatIsWanted_FMT_MERGE_3() {
        board.load(CANVAS);
        workspace.edit(new BoardIntent.SetTitle(workspace.card("Alpha").id(), "Here"));
        ImportContext keep = workspace.context(board.vault());
        ImportContext take = new ImportContext(
                keep.team(),
                keep.documents(),
                keep.vault(),
                keep.random(),
                keep.limits(),
                ImportContext.OnConflict.TAKE_THEIRS,
                Set.of());
        workspace.carryOut(CanvasImport.plan(
                take, workspace.target(), CanvasBoard.FILE, TestWorkspace.utf8(CANVAS.replace("Alpha", "There"))));
        assertThat(workspace.card("There")).isNotNull();
    }

    @Test
    void bothSidesMaySayTheSame_FMT_MERGE_3() {
        board.load(CANVAS);
        workspace.edit(new BoardIntent.SetTitle(workspace.card("Gamma").id(), "Delta"));
        assertThat(board.load(CANVAS.replace("Gamma", "Delta")).warnings()).isEmpty();
    }

    @Test
    void itemsOfSetsAreMergedOneByOne_FMT_MERGE_4() {
        board.load(CANVAS);
        CardId beta = workspace.card("Beta").id();
        workspace.edit(
                new BoardIntent.RemoveOwner(beta, Owner.named("Bo")),
                new BoardIntent.AddOwner(beta, Owner.named("Zoe")));
        ImportPlan plan = board.load(CANVAS.replace("\"Mara\",\"Bo\"", "\"Bo\",\"Ana\""));
        assertThat(plan.warnings()).isEmpty();
        assertThat(workspace.card("Beta").owners()).containsExactly(Owner.named("Ana"), Owner.named("Zoe"));
    }

    @Test
    void cardsInTheTrashStayThere_FMT_MERGE_5() {
        board.load(CANVAS);
        CardId beta = workspace.card("Beta").id();
        workspace.edit(new BoardIntent.Delete(beta));
        board.loadsWithoutChange(CANVAS);
        ImportPlan plan = board.load(CANVAS.replace("\"text\":\"Beta\"", "\"text\":\"Beta 2\""));
        assertThat(plan.warnings())
                .extracting(ImportWarning::sentence)
                .containsExactly("\"Beta\" was changed in the file and is in the trash here; it stays there");
        assertThat(workspace.board().cards().values()).filteredOn(Card::deleted).hasSize(1);
    }

    @Test
    void newNodesAndEdgesAreAdded_FMT_MERGE_2() {
        board.load(CANVAS);
        ImportPlan plan = board.load(CANVAS.replace(
                "],\"edges\":[",
                ",{\"id\":\"n\",\"type\":\"text\",\"text\":\"New\","
                        + "\"x\":20,\"y\":20,\"width\":50,\"height\":50}],\"edges\":[{\"id\":\"f\",\"fromNode\":\"n\","
                        + "\"toNode\":\"a\"},"));
        assertThat(plan.summary().cardsAdded()).isEqualTo(1);
        assertThat(plan.summary().dependenciesAdded()).isEqualTo(1);
        assertThat(workspace.card("New").group()).isPresent();
        assertThat(board.saved().get("edges").get(0).get("id").asText()).isEqualTo("f");
    }

    @Test
    void whatIsGoneFromTheFileStaysHere_FMT_MERGE_5() {
        board.load(CANVAS);
        ObjectNode less = (ObjectNode) CanvasBoard.json(CANVAS);
        ((ArrayNode) less.get("nodes")).remove(3);
        board.loadsWithoutChange(less.toString());
        assertThat(workspace.card("Gamma")).isNotNull();
    }

    @Test
    void anEdgeThatLeadsElsewhereIsMadeAnew_FMT_MERGE_2() {
        board.load(CANVAS);
        board.load(CANVAS.replace("\"toNode\":\"b\"", "\"toNode\":\"c\",\"toEnd\":\"none\""));
        assertThat(board.savedEdge("e").get("toNode").asText()).isEqualTo("c");
        assertThat(workspace.board().dependencies().values())
                .filteredOn(arrow -> !arrow.deleted())
                .singleElement()
                .satisfies(arrow -> assertThat(arrow.kind()).isEqualTo(DependencyKind.RELATES));
        board.loadsWithoutChange(CANVAS.replace("\"toNode\":\"b\"", "\"toNode\":\"c\",\"toEnd\":\"none\""));
    }

    @Test
    void layersFollowTheFileWithFewMoves_FMT_MERGE_6() {
        board.load(CANVAS);
        ObjectNode moved = (ObjectNode) CanvasBoard.json(CANVAS);
        ArrayNode nodes = (ArrayNode) moved.get("nodes");
        nodes.add(nodes.remove(1));
        ImportPlan plan = board.load(moved.toString());
        assertThat(plan.boards().values().stream().flatMap(List::stream))
                .filteredOn(BoardIntent.SetOrder.class::isInstance)
                .hasSize(1);
        assertThat(titles()).containsExactly("Lane", "Beta", "Gamma", "Alpha");
        assertThat(board.saved()).isEqualTo(moved);
        board.loadsWithoutChange(moved.toString());
    }

    @Test
    void anExportThatWasEditedElsewhereBringsTheEdits_FMT_MERGE_7() {
        board.load(CANVAS);
        CardId mine = new CardId(workspace.newId());
        workspace.edit(
                new BoardIntent.SetTitle(workspace.card("Alpha").id(), "Here"),
                new BoardIntent.AddCard(mine, "Mine", new Position(800, 0), new Size(100, 50)),
                new BoardIntent.AddOwner(mine, Owner.named("Mara")));
        String export = board.save();
        ImportPlan plan = board.load(
                export.replace("Here", "Elsewhere").replace("Mine", "Yours").replace("\"Mara\"", "\"Zoe\""));
        assertThat(plan.warnings()).isEmpty();
        assertThat(workspace.card("Elsewhere").description()).isEqualTo("Body");
        assertThat(workspace.card("Yours").id()).isEqualTo(mine);
        assertThat(workspace.card("Yours").owners()).contains(Owner.named("Zoe"));
    }

    @Test
    void anOldExportDoesNotUndoWhatChangedSince_FMT_MERGE_7() {
        board.load(CANVAS);
        workspace.edit(new BoardIntent.SetTitle(workspace.card("Alpha").id(), "Here"));
        String export = board.save();
        CardId id = workspace.card("Here").id();
        workspace.edit(
                new BoardIntent.SetTitle(id, "Later"),
                new BoardIntent.EditDescription(id, List.of(Splice.insert(0, "New "))));
        board.loadsWithoutChange(export);
        ImportPlan plan = board.load(export.replace("Here", "Elsewhere"));
        assertThat(plan.warnings()).hasSize(1);
        assertThat(workspace.card("Later").description()).isEqualTo("New Body");
    }

    private List<String> titles() {
        return Stream.<Thing>concat(
                        workspace.board().cards().values().stream(), workspace.board().groups().values().stream())
                .sorted(Comparator.comparingDouble(Thing::order))
                .map(Thing::title)
                .toList();
    }
}
