package dev.meridian.model.formats.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.meridian.model.board.Card;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was edited here shows in the file, and nothing else does. */
class CanvasExportTest {

    private static final String CANVAS = """
            {"nodes":[
            {"id":"g","type":"group","x":0,"y":0,"width":500,"height":500,"label":"Lane"},
            {"id":"a","type":"text","text":"## **Old** title\\n\\nBody","x":10.5,"y":10,"width":100,"height":50,"color":"red"},
            {"id":"b","type":"text","text":"Single","x":10,"y":600,"width":100,"height":50},
            {"id":"c","type":"link","url":"https://example.org/x","x":700,"y":0,"width":100,"height":50}
            ],"edges":[
            {"id":"e","fromNode":"a","fromSide":"top","toNode":"b","label":"then","look":"dotted"}
            ]}""";

    private final CanvasBoard board = new CanvasBoard();
    private final TestWorkspace workspace = board.workspace();

    @AfterEach
    void close() {
        board.close();
    }

    @Test
    void aNewTitleKeepsTheDecorationOfTheOldOne_FMT_CANVAS_8() {
        board.load(CANVAS);
        Card card = workspace.card("Old title");
        workspace.edit(new BoardIntent.SetTitle(card.id(), "Old new title"));
        assertThat(board.savedNode("a").get("text").asText()).isEqualTo("Old new title\n\nBody");
        workspace.edit(new BoardIntent.SetTitle(workspace.card("Single").id(), "Double"));
        assertThat(board.savedNode("b").get("text").asText()).isEqualTo("Double");
        assertThat(withoutNote("b")).isEqualTo(((ObjectNode) original("b")).put("text", "Double"));
    }

    @Test
    void aTitleInBoldStaysBold_FMT_CANVAS_8() {
        board.load(CANVAS.replace("## **Old** title", "## **Old title**"));
        workspace.edit(new BoardIntent.SetTitle(workspace.card("Old title").id(), "New"));
        assertThat(board.savedNode("a").get("text").asText()).isEqualTo("## **New**\n\nBody");
    }

    @Test
    void aNewDescriptionShowsBelowTheSameFirstLine_FMT_CANVAS_8() {
        board.load(CANVAS);
        Card a = workspace.card("Old title");
        Card b = workspace.card("Single");
        workspace.edit(
                new BoardIntent.EditDescription(a.id(), List.of(new Splice(0, 4, "Other body"))),
                new BoardIntent.EditDescription(b.id(), List.of(Splice.insert(0, "More"))));
        assertThat(board.savedNode("a").get("text").asText()).isEqualTo("## **Old** title\n\nOther body");
        assertThat(board.savedNode("b").get("text").asText()).isEqualTo("Single\n\nMore");
    }

    @Test
    void aMoveChangesOnlyWhatMoved_FMT_CANVAS_8() {
        board.load(CANVAS);
        workspace.edit(new BoardIntent.Move(workspace.card("Old title").id(), new Position(11, 99)));
        JsonNode moved = withoutNote("a");
        assertThat(moved.get("x").asText()).isEqualTo("11");
        assertThat(moved.get("y").asText()).isEqualTo("99");
        assertThat(moved.get("color").asText()).isEqualTo("red");
        workspace.edit(new BoardIntent.Move(workspace.card("Old title").id(), new Position(10, 10)));
        assertThat(withoutNote("a")).isEqualTo(original("a"));
    }

    @Test
    void whatTheFormatHasNoPlaceForGoesIntoOurObject_FMT_CANVAS_7() {
        board.load(CANVAS);
        CardId id = workspace.card("Single").id();
        workspace.edit(
                new BoardIntent.SetStatus(
                        id,
                        Optional.of(
                                workspace.team().statusesInOrder().getFirst().id()),
                        Optional.empty()),
                new BoardIntent.AddOwner(id, Owner.named("Mara")),
                new BoardIntent.AddLabel(id, "x"),
                new BoardIntent.SetEstimate(id, Optional.of(2.5)),
                new BoardIntent.SetTargetDate(id, Optional.of(LocalDate.of(2026, 12, 24))),
                new BoardIntent.SetPinned(id, true));
        ObjectNode ours = (ObjectNode) board.savedNode("b").get("meridian");
        ours.remove("exported");
        String status = workspace.team().statusesInOrder().getFirst().name();
        assertThat(ours)
                .isEqualTo(
                        CanvasBoard.json("{\"estimate\":2.5,\"labels\":[\"x\"],\"owners\":[\"Mara\"],\"pinned\":true,"
                                + "\"status\":\"" + status + "\",\"targetDate\":\"2026-12-24\"}"));
        assertThat(board.savedNode("a")).isEqualTo(original("a"));
        assertThat(board.savedEdge("e"))
                .isEqualTo(CanvasBoard.json(CANVAS).get("edges").get(0));
    }

    @Test
    void membershipIsWrittenWhereThePlaceDoesNotTell_FMT_CANVAS_4() {
        board.load(CANVAS);
        GroupId lane = workspace.card("Old title").group().orElseThrow();
        workspace.edit(
                new BoardIntent.SetGroup(workspace.card("Single").id(), Optional.of(lane)),
                new BoardIntent.SetGroup(workspace.card("Old title").id(), Optional.empty()));
        assertThat(board.savedNode("b").get("meridian").get("group").asText()).isEqualTo("g");
        assertThat(board.savedNode("a").get("meridian").get("group").isNull()).isTrue();
    }

    @Test
    void aLinkKeepsItsUrlUnderAnotherTitle_FMT_CANVAS_7() {
        board.load(CANVAS);
        workspace.edit(new BoardIntent.SetTitle(workspace.card("example.org/x").id(), "The site"));
        JsonNode node = board.savedNode("c");
        assertThat(node.get("url").asText()).isEqualTo("https://example.org/x");
        assertThat(node.get("meridian").get("title").asText()).isEqualTo("The site");
    }

    @Test
    void whatWasMadeHereComesOutToo_FMT_CANVAS_8() {
        workspace.makeBoard();
        CardId one = new CardId(workspace.newId());
        CardId two = new CardId(workspace.newId());
        GroupId group = new GroupId(workspace.newId());
        DependencyId arrow = new DependencyId(workspace.newId());
        DependencyId line = new DependencyId(workspace.newId());
        workspace.edit(
                new BoardIntent.AddGroup(group, "Lane", new Position(-10, -10), new Size(500, 500)),
                new BoardIntent.AddCard(one, "One", new Position(0, 0), new Size(100, 50)),
                new BoardIntent.EditDescription(one, List.of(Splice.insert(0, "Why\n\nnot"))),
                new BoardIntent.SetGroup(one, Optional.of(group)),
                new BoardIntent.AddCard(two, "# *Two*", new Position(0, 900), new Size(100, 50)),
                new BoardIntent.AddDependency(arrow, one, two, DependencyKind.BLOCKS),
                new BoardIntent.SetTitle(arrow, "first"),
                new BoardIntent.AddDependency(line, group, two, DependencyKind.RELATES));
        assertThat(board.savedNode(one.hex()).get("text").asText()).isEqualTo("One\n\nWhy\n\nnot");
        assertThat(board.savedNode(one.hex()).get("meridian").has("group")).isFalse();
        // The words of the second title would read as decoration, so our own object says them.
        assertThat(board.savedNode(two.hex()).get("meridian").get("title").asText())
                .isEqualTo("# *Two*");
        assertThat(board.savedNode(group.hex()).get("label").asText()).isEqualTo("Lane");
        assertThat(board.savedEdge(arrow.hex()).has("toEnd")).isFalse();
        assertThat(board.savedEdge(arrow.hex()).get("label").asText()).isEqualTo("first");
        assertThat(board.savedEdge(line.hex()).get("toEnd").asText()).isEqualTo("none");
        board.loadsWithoutChange(board.save());
    }

    @Test
    void anotherWorkspaceReadsTheSameBoard_FMT_CANVAS_7() {
        board.load(CANVAS);
        CardId id = workspace.card("Single").id();
        workspace.edit(
                new BoardIntent.SetTitle(id, "**x**"),
                new BoardIntent.EditDescription(id, List.of(Splice.insert(0, "\n\n- a"))),
                new BoardIntent.AddOwner(id, Owner.named("Mara")));
        try (CanvasBoard other = new CanvasBoard(2)) {
            other.load(board.save());
            Card copy = other.workspace().card("**x**");
            assertThat(copy.description()).isEqualTo("\n\n- a");
            assertThat(copy.owners()).containsExactly(Owner.named("Mara"));
            assertThat(other.saved()).isEqualTo(board.saved());
        }
    }

    @Test
    void theTrashStaysHere_FMT_CANVAS_8() {
        board.load(CANVAS);
        workspace.edit(new BoardIntent.Delete(workspace.card("Single").id()));
        assertThat(board.saved().get("nodes")).hasSize(3);
        assertThat(board.saved().get("edges")).isEmpty();
    }

    @Test
    void arraysThatWereNotThereDoNotAppear_FMT_CANVAS_1() {
        for (String canvas : List.of("{}", "{\"nodes\":[]}", "{\"edges\":[],\"more\":1}")) {
            try (CanvasBoard other = new CanvasBoard(3)) {
                other.load(canvas);
                assertThat(other.saved()).isEqualTo(CanvasBoard.json(canvas));
            }
        }
    }

    private JsonNode withoutNote(String id) {
        ObjectNode node = (ObjectNode) board.savedNode(id);
        ObjectNode ours = (ObjectNode) node.get("meridian");
        if (ours != null) {
            ours.remove("exported");
            if (ours.isEmpty()) {
                node.remove("meridian");
            }
        }
        return node;
    }

    private static JsonNode original(String id) {
        for (JsonNode node : CanvasBoard.json(CANVAS).get("nodes")) {
            if (node.get("id").asText().equals(id)) {
                return node;
            }
        }
        throw new AssertionError(id);
    }
}
