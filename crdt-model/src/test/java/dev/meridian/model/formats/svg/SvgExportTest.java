package dev.meridian.model.formats.svg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.formats.MapVault;
import dev.meridian.model.formats.RealData;
import dev.meridian.model.formats.Samples;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.formats.canvas.CanvasImport;
import dev.meridian.model.formats.csv.CsvImport;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Boards as pictures. */
class SvgExportTest {

    private final TestWorkspace workspace = new TestWorkspace();

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void everyCardGroupAndArrowIsDrawn_FMT_SVG_1() throws Exception {
        workspace.carryOut(CanvasImport.plan(
                workspace.context(new MapVault()),
                workspace.target(),
                "harbour.canvas",
                Samples.read("vault/harbour.canvas")));
        Document picture = parsed(draw(Map.of()));
        workspace
                .board()
                .cards()
                .values()
                .forEach(card -> assertThat(titles(picture)).contains(card.title()));
        workspace
                .board()
                .groups()
                .values()
                .forEach(group -> assertThat(titles(picture)).contains(group.title()));
        long heads = workspace.board().dependencies().values().stream()
                .filter(arrow -> arrow.kind() == DependencyKind.BLOCKS)
                .count();
        assertThat(withClass(picture, "path", "head")).isEqualTo((int) heads);
    }

    @Test
    void textIsEscapedAndNothingRuns_FMT_SVG_2() throws Exception {
        workspace.makeBoard();
        CardId card = card("<script>alert('x')</script> & \"co\" \u0000\u0007\uD800 ]]>", 0);
        String text = new String(draw(Map.of(card, 2)), StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("<script").doesNotContain("http://x").doesNotContain("url(");
        assertThat(text.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http");
        assertThat(titles(parsed(draw(Map.of())))).contains("<script>alert('x')</script> & \"co\"");
    }

    @Test
    void arrowsOfACycleAreRedAndOthersAreNot_FMT_SVG_3() throws Exception {
        workspace.makeBoard();
        CardId one = card("One", 0);
        CardId two = card("Two", 400);
        CardId three = card("Three", 800);
        arrow(one, two);
        arrow(two, one);
        arrow(two, three);
        Document picture = parsed(draw(Map.of()));
        assertThat(withClass(picture, "path", "badhead")).isEqualTo(2);
        assertThat(withClass(picture, "path", "head")).isEqualTo(1);
        assertThat(withClass(picture, "rect", "card bad")).isEqualTo(2);
    }

    @Test
    void cardsWithOpenBlockersAreMarked_FMT_SVG_3() throws Exception {
        workspace.makeBoard();
        CardId one = card("One", 0);
        card("Two", 400);
        assertThat(titles(parsed(draw(Map.of(one, 1)))))
                .contains("1 open blocker")
                .doesNotContain("2 open blockers");
    }

    @Test
    void equalBoardsGiveEqualBytes_FMT_SVG_4() {
        try (TestWorkspace other = new TestWorkspace(1)) {
            for (TestWorkspace each : new TestWorkspace[] {workspace, other}) {
                each.carryOut(CsvImport.plan(
                        each.context(new MapVault()), each.target(), "jira.csv", Samples.read("tables/jira.csv")));
            }
            assertThat(draw(Map.of()))
                    .isEqualTo(SvgExport.write(other.team(), TestWorkspace.BOARD, other.board(), Map.of()));
        }
    }

    @Test
    void anEmptyBoardSaysSo_FMT_SVG_1() throws Exception {
        workspace.makeBoard();
        assertThat(parsed(draw(Map.of())).getDocumentElement().getTextContent())
                .contains("Nothing is on this board yet.");
    }

    @Test
    void wordsAreWrappedAndCut_FMT_SVG_2() {
        assertThat(Lines.wrap("one two three", 10, 45, 3)).containsExactly("one two", "three");
        assertThat(Lines.wrap("one two three four", 10, 45, 2))
                .hasSize(2)
                .last()
                .asString()
                .endsWith("\u2026");
        assertThat(Lines.wrap("a".repeat(50), 10, 60, 2)).hasSize(2);
        assertThat(Lines.wrap("word", 10, 60, 0)).isEmpty();
        assertThat(Lines.shortened("fits", 10, 60)).isEqualTo("fits");
    }

    @Test
    void theGoalsOfARealTeamAreDrawn_FMT_SVG_1() throws Exception {
        byte[] goals = RealData.read("rust-goals-2026/goals.csv");
        workspace.carryOut(CsvImport.plan(workspace.context(new MapVault()), workspace.target(), "goals.csv", goals));
        Document picture = parsed(draw(Map.of()));
        assertThat(withClass(picture, "rect", "card"))
                .isEqualTo(workspace.board().cards().size());
    }

    private byte[] draw(Map<CardId, Integer> blockers) {
        return SvgExport.write(workspace.team(), TestWorkspace.BOARD, workspace.board(), blockers);
    }

    private CardId card(String title, int x) {
        CardId id = new CardId(workspace.newId());
        workspace.edit(new BoardIntent.AddCard(
                id, title.replaceAll("[\\p{Cntrl}\\p{Cs}]", ""), new Position(x, 0), Size.CARD));
        return id;
    }

    private void arrow(CardId from, CardId to) {
        workspace.edit(
                new BoardIntent.AddDependency(new DependencyId(workspace.newId()), from, to, DependencyKind.BLOCKS));
    }

    private static Document parsed(byte[] svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }

    private static String titles(Document picture) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < picture.getElementsByTagName("title").getLength(); i++) {
            all.append(picture.getElementsByTagName("title").item(i).getTextContent())
                    .append('\n');
        }
        return all.toString();
    }

    private static int withClass(Document picture, String tag, String style) {
        int count = 0;
        for (int i = 0; i < picture.getElementsByTagName(tag).getLength(); i++) {
            count += ((Element) picture.getElementsByTagName(tag).item(i))
                            .getAttribute("class")
                            .equals(style)
                    ? 1
                    : 0;
        }
        return count;
    }
}
