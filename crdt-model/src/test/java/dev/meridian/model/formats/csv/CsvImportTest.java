package dev.meridian.model.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.board.Dependency;
import dev.meridian.model.formats.ImportPlan;
import dev.meridian.model.formats.ImportWarning;
import dev.meridian.model.formats.MapVault;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables of nobody in particular. */
class CsvImportTest {

    private final TestWorkspace workspace = new TestWorkspace();
    private final MapVault vault = new MapVault();

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void headersAreReadInAnyCaseAndOrder_FMT_CSV_1() {
        load("Due,blocked-by,NAME,Owner,key\n2026-01-02,,One,Mara,1\n,1,Two,,2\n");
        assertThat(workspace.card("One").targetDate()).contains(LocalDate.of(2026, 1, 2));
        assertThat(arrows()).containsExactly("One blocks Two");
    }

    @Test
    void ownersAreMembersWhereTheNameIsTheirs_FMT_CSV_3() {
        MemberId mara = workspace.addMember("Mara");
        load("Title,Owners\nOne,\"@mara, Zoe\"\n");
        assertThat(workspace.card("One").owners()).containsExactly(Owner.of(mara), Owner.named("Zoe"));
    }

    @Test
    void guardsOfFormulasAreNoPartOfTheText_FMT_CSV_6() {
        load("Title,Owner\n'=SUM(A1),'@mara\n");
        assertThat(workspace.card("=SUM(A1)").owners()).containsExactly(Owner.named("@mara"));
    }

    @Test
    void cardsAreNamedByIdOrTitleAndMayBeOnTheBoardAlready_FMT_CSV_4() {
        load(
                "Id,Title,Blocked by,Blocks,Related to\n1,\"One, or so\",,,\n2,Two,\"One, or so\",,\n3,Three,\"1; 2\",,1\n");
        load("Id,Title,Blocked by\n9,Nine,\"Two; 3\"\n");
        assertThat(arrows())
                .containsExactlyInAnyOrder(
                        "One, or so blocks Two",
                        "One, or so blocks Three",
                        "Two blocks Three",
                        "Three relates One, or so",
                        "Two blocks Nine",
                        "Three blocks Nine");
    }

    @Test
    void onePairHasOneArrowHoweverManyCellsNameIt_FMT_CSV_4() {
        load("Id,Title,Blocked by,Blocks,Related to\n1,One,,2,2\n2,Two,1,,1\n");
        assertThat(arrows()).containsExactlyInAnyOrder("One blocks Two", "One relates Two");
    }

    @Test
    void aCardThatNamesItselfGetsAWarning_FMT_CSV_4() {
        assertThat(load("Id,Title,Blocked by\n1,One,1\n").warnings())
                .extracting(ImportWarning::toString)
                .containsExactly("t.csv:2: \"1\" names itself under \"Blocked by\"; that is left out");
    }

    @Test
    void documentsStartAtTheTable_FMT_CSV_7() {
        vault.with("plans/docs/a.md", "# Why\n").with("root.md", "text\n");
        ImportPlan plan = load(
                "plans/t.csv",
                TestWorkspace.utf8(
                        "Title,Document\nOne,docs/a.md\nTwo,root.md\nThree,docs/a.md; none.md; https://example.org\n"));
        assertThat(plan.summary().documentsAdded()).isEqualTo(2);
        assertThat(workspace.documentTitle(workspace.card("One").documents().first()))
                .isEqualTo("Why");
        assertThat(workspace.card("Three").documents())
                .isEqualTo(workspace.card("One").documents());
        assertThat(workspace.documentTitle(workspace.card("Two").documents().first()))
                .isEqualTo("root");
        assertThat(plan.warnings())
                .extracting(ImportWarning::toString)
                .containsExactly("plans/t.csv:4:7: the document \"none.md\" is not there; its path is kept as a word");
    }

    @Test
    void rowsWithoutIdsAreKnownByTheirTitle_FMT_CSV_1() {
        String table = "Title,Status\nSame,Done\nSame,Todo\n,\n";
        load(table);
        assertThat(workspace.board().cards()).hasSize(2);
        assertThat(load(table).isEmpty()).isTrue();
    }

    @Test
    void wordsForNoStatusAreReportedOnce_FMT_CSV_4() {
        ImportPlan plan = load("Title,Status\nOne,Bananas\nTwo,Bananas\n");
        assertThat(plan.warnings())
                .extracting(ImportWarning::toString)
                .containsExactly("t.csv:2: \"Bananas\" means none of the workspace's statuses; 2 cards without a status"
                        + " keep the word");
        assertThat(workspace.card("One").status()).isEmpty();
        assertThat(workspace.card("One").statusWord()).contains("Bananas");
    }

    @Test
    void positionsOfTheTableAreTaken_FMT_CSV_7() {
        load("Title,X,Y\nOne,100,-20.4\nTwo,,\n");
        assertThat(workspace.card("One").position()).isEqualTo(new Position(100, -20));
    }

    @Test
    void cardsStandSideBySideByStatus_FMT_CSV_7() {
        load("Title,Status\nA,Todo\nB,Done\nC,Todo\nD,\n");
        assertThat(workspace.card("A").position().x())
                .isEqualTo(workspace.card("C").position().x());
        assertThat(workspace.card("A").position().y())
                .isLessThan(workspace.card("C").position().y());
        assertThat(workspace.card("D").position().x())
                .isLessThan(workspace.card("A").position().x());
        assertThat(workspace.card("A").position().x())
                .isLessThan(workspace.card("B").position().x());
        load("Title,Status\nE,Todo\n");
        assertThat(workspace.card("E").position().y())
                .isGreaterThan(workspace.card("C").position().y()
                        + workspace.card("C").size().height());
    }

    @Test
    void foreignCellsBeyondTheRoomForThemAreNamed_FMT_CSV_6() {
        ImportPlan plan = load("Title,Log,Small\nOne," + "x".repeat(13_000) + ",y\n");
        assertThat(plan.warnings())
                .extracting(ImportWarning::toString)
                .containsExactly("t.csv:2: there is no room to keep all foreign cells of this row; left out: \"Log\"");
        assertThat(workspace.card("One").meta().extra().orElseThrow()).contains("\"Small\":\"y\"");
    }

    private List<String> arrows() {
        return workspace.board().dependencies().values().stream()
                .filter(arrow -> !arrow.deleted())
                .map(this::shown)
                .toList();
    }

    private String shown(Dependency arrow) {
        String verb = arrow.kind() == DependencyKind.BLOCKS ? " blocks " : " relates ";
        String label = arrow.title().isEmpty() ? "" : " (" + arrow.title() + ")";
        return title(arrow.from().hex()) + verb + title(arrow.to().hex()) + label;
    }

    private String title(String hex) {
        return Objects.requireNonNull(workspace.board().cards().get(new CardId(hex)))
                .title();
    }

    private ImportPlan load(String table) {
        return load("t.csv", TestWorkspace.utf8(table));
    }

    private ImportPlan load(String file, byte[] bytes) {
        return workspace.carryOut(CsvImport.plan(workspace.context(vault), workspace.target(), file, bytes));
    }
}
