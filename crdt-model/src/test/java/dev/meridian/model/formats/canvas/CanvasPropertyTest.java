package dev.meridian.model.formats.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.document.Document;
import dev.meridian.model.formats.BoardTarget;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.ImportContext;
import dev.meridian.model.formats.ImportFailed;
import dev.meridian.model.formats.MapVault;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.Position;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Canvases that nobody would draw. */
class CanvasPropertyTest {

    private static final String FILE = "random.canvas";

    @Property(tries = 100)
    void anyCanvasComesOutAsItWentIn_FMT_CANVAS_1(@ForAll("canvases") ObjectNode canvas) {
        try (CanvasBoard board = new CanvasBoard()) {
            String text = canvas.toString();
            board.load(text);
            assertThat(board.saved()).isEqualTo(CanvasBoard.json(text));
            board.loadsWithoutChange(text);
            board.loadsWithoutChange(board.save());
        }
    }

    /** Titles are drawn from nothing but decoration, so that some cannot be told by the text of a node. */
    @Property(tries = 40)
    void anyEditedCanvasReadsTheSameElsewhere_FMT_CANVAS_7(
            @ForAll("canvases") ObjectNode canvas, @ForAll("titles") String title, @ForAll Random random) {
        try (CanvasBoard board = new CanvasBoard();
                CanvasBoard other = new CanvasBoard(2)) {
            board.load(canvas.toString());
            List<Card> cards = List.copyOf(board.workspace().board().cards().values());
            for (Card card : cards) {
                if (random.nextBoolean()) {
                    board.workspace()
                            .edit(
                                    new BoardIntent.SetTitle(card.id(), title),
                                    new BoardIntent.Move(card.id(), new Position(random.nextInt(900), 7)));
                }
            }
            board.loadsWithoutChange(board.save());
            other.load(board.save());
            assertThat(summary(other.workspace())).isEqualTo(summary(board.workspace()));
        }
    }

    /** Whatever the bytes, there is a plan or one sentence. */
    @Property(tries = 300)
    void brokenCanvasesGiveASentence_FMT_ERR_1(@ForAll("canvases") ObjectNode canvas, @ForAll Random random) {
        byte[] bytes = TestWorkspace.utf8(canvas.toString());
        for (int i = 0; i < 3 && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        ImportContext context = ImportContext.of(Team.NOT_HERE, id -> Document.NOT_HERE, new MapVault(), new Random(1));
        BoardTarget target = new BoardTarget(TestWorkspace.BOARD, "Board", Board.NOT_HERE);
        if (CanvasImport.plan(context, target, FILE, bytes) instanceof ImportFailed failed) {
            assertThat(failed.reason()).isNotBlank().doesNotContain("\n");
            return;
        }
        try (TestWorkspace workspace = new TestWorkspace()) {
            workspace.carryOut(CanvasImport.plan(workspace.context(new MapVault()), workspace.target(), FILE, bytes));
        }
    }

    @Provide
    Arbitrary<String> titles() {
        return Arbitraries.strings()
                .withChars("*#- `x_[]()1.".toCharArray())
                .ofMinLength(1)
                .ofMaxLength(12);
    }

    @Provide
    Arbitrary<ObjectNode> canvases() {
        return Arbitraries.longs().map(seed -> canvas(new Random(seed)));
    }

    private static ObjectNode canvas(Random random) {
        ObjectNode canvas = CanvasBoard.JSON.createObjectNode();
        if (random.nextInt(4) == 0) {
            foreign(canvas, random);
        }
        ArrayNode nodes = CanvasBoard.JSON.createArrayNode();
        int count = random.nextInt(7);
        for (int i = 0; i < count; i++) {
            nodes.add(node("n" + i, random));
        }
        ArrayNode edges = CanvasBoard.JSON.createArrayNode();
        for (int i = 0; count > 0 && i < random.nextInt(5); i++) {
            edges.add(edge("e" + i, count, random));
        }
        if (count > 0 || random.nextBoolean()) {
            canvas.set("nodes", nodes);
        }
        if (!edges.isEmpty() || random.nextBoolean()) {
            canvas.set("edges", edges);
        }
        return canvas;
    }

    private static ObjectNode node(String id, Random random) {
        ObjectNode node = CanvasBoard.JSON.createObjectNode();
        String type = pick(random, "text", "text", "text", "group", "group", "link", "file", "widget");
        node.put("id", id).put("type", type);
        switch (type) {
            case "text" -> node.put("text", text(random));
            case "link" -> node.put("url", "https://example.org/" + text(random));
            case "file" -> node.put("file", pick(random, "a.png", "img/b", "", "../up.md", "none.md"));
            default -> {
                if (random.nextBoolean()) {
                    node.put("label", text(random));
                }
            }
        }
        for (String key : List.of("x", "y", "width", "height")) {
            if (random.nextInt(5) == 0) {
                node.put(key, random.nextInt(2_000) / 4.0 - 100);
            } else {
                node.put(key, random.nextInt(600) - 100);
            }
        }
        if (random.nextBoolean()) {
            node.put("color", pick(random, "1", "6", "7", "#abcdef", "#FFF", "", "teal"));
        }
        if (random.nextInt(3) == 0) {
            foreign(node, random);
        }
        return node;
    }

    private static ObjectNode edge(String id, int nodes, Random random) {
        ObjectNode edge = CanvasBoard.JSON.createObjectNode();
        edge.put("id", id).put("fromNode", "n" + random.nextInt(nodes)).put("toNode", "n" + random.nextInt(nodes));
        for (String key : List.of("fromEnd", "toEnd")) {
            if (random.nextBoolean()) {
                edge.put(key, pick(random, "none", "arrow"));
            }
        }
        for (String key : List.of("fromSide", "toSide")) {
            if (random.nextBoolean()) {
                edge.put(key, pick(random, "top", "right", "bottom", "left", "inside"));
            }
        }
        if (random.nextInt(3) == 0) {
            edge.put("label", text(random));
        }
        if (random.nextInt(3) == 0) {
            edge.put("color", pick(random, "3", "#123456", "grey"));
        }
        if (random.nextInt(3) == 0) {
            foreign(edge, random);
        }
        return edge;
    }

    private static void foreign(ObjectNode object, Random random) {
        object.put("k" + random.nextInt(3), text(random));
        ObjectNode nested = object.putObject("deep" + random.nextInt(2));
        nested.put("pi", 3.140).put("big", 12345678901234L).putNull("none");
        nested.putArray("list")
                .add(random.nextBoolean())
                .add("\u00fc \ud83d\ude80")
                .addObject()
                .put("", "");
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int words = random.nextInt(6);
        for (int i = 0; i < words; i++) {
            text.append(pick(
                    random,
                    "word",
                    "**bold**",
                    "# ",
                    "\n",
                    "\n\n",
                    "- item",
                    "`code`",
                    "[[link]]",
                    "  ",
                    "\t",
                    "\\*",
                    "```\n",
                    "> q",
                    "1. ",
                    "\ud83d\ude00",
                    "[t](u)",
                    "---",
                    "\r\n",
                    "|a|b|",
                    "_u_",
                    "\u0007"));
        }
        return text.toString();
    }

    private static List<String> summary(TestWorkspace workspace) {
        return workspace.board().cards().values().stream()
                .map(card -> card.title() + "|" + card.description() + "|" + card.position() + "|" + card.size() + "|"
                        + card.color() + "|" + card.group().isPresent())
                .sorted()
                .toList();
    }

    private static String pick(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }

    /** Figures of the limits stand in the documentation; whoever changes them changes both. */
    @Property(tries = 1)
    void limitsAreAsDocumented_FMT_ERR_3() {
        assertThat(FormatLimits.DEFAULT)
                .isEqualTo(new FormatLimits(
                        64 * 1024 * 1024, 64, 50_000, 200_000, 512, 2 * 1024 * 1024, 1_000, 200, 12_000));
    }
}
