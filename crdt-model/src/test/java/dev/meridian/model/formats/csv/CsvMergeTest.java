package dev.meridian.model.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.board.Card;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.formats.ImportPlan;
import dev.meridian.model.formats.ImportWarning;
import dev.meridian.model.formats.MapVault;
import dev.meridian.model.formats.Samples;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import dev.meridian.model.value.StatusCategory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables that come again, and tables that Meridian wrote. */
class CsvMergeTest {

    private static final String TABLE = """
            Id,Title,Status,Owners,Labels,Estimate,Blocked by,Team
            1,One,Todo,Ana,"a, b",3,,Deck
            2,Two,Done,Bo,,,1,Deck
            3,Three,Todo,,,,1,
            """;

    private final TestWorkspace workspace = new TestWorkspace();
    private final MapVault vault = new MapVault();

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void theSameTableChangesNothing_FMT_MERGE_1() {
        load(TABLE);
        ImportPlan again = load(TABLE);
        assertThat(again.isEmpty()).isTrue();
        assertThat(again.warnings()).isEmpty();
    }

    @Test
    void aNewerTableUpdatesWhatChangedInIt_FMT_MERGE_2() {
        load(TABLE);
        workspace.edit(
                new BoardIntent.SetTitle(workspace.card("One").id(), "Uno"),
                new BoardIntent.Move(workspace.card("Two").id(), new Position(-900, 0)),
                new BoardIntent.AddOwner(workspace.card("Three").id(), Owner.named("Mara")));
        ImportPlan plan = load("""
                Id,Title,Status,Owners,Labels,Estimate,Blocked by,Team
                1,One,In Progress,Ana,"b, c",5,,Quay
                2,Zwei,Done,Bo,,,1,Deck
                3,Three,Todo,Cy,,,2,
                4,Four,,,,,,
                """);
        assertThat(plan.warnings()).isEmpty();
        assertThat(plan.summary().cardsAdded()).isEqualTo(1);
        assertThat(plan.summary().cardsChanged()).isEqualTo(3);
        Card one = workspace.card("Uno");
        assertThat(workspace.category(one)).isEqualTo(StatusCategory.ACTIVE);
        assertThat(one.labels()).containsExactly("b", "c");
        assertThat(one.estimate()).contains(5.0);
        assertThat(one.meta().extra().orElseThrow()).contains("Quay");
        assertThat(workspace.card("Zwei").position()).isEqualTo(new Position(-900, 0));
        assertThat(workspace.card("Three").owners()).containsExactly(Owner.named("Cy"), Owner.named("Mara"));
        assertThat(plan.summary().dependenciesAdded()).isEqualTo(1);
        assertThat(plan.summary().dependenciesRemoved()).isEqualTo(1);
        assertThat(livingArrows()).hasSize(2);
    }

    @Test
    void whatBothChangedStaysAndIsReported_FMT_MERGE_3() {
        load(TABLE);
        CardId one = workspace.card("One").id();
        workspace.edit(new BoardIntent.SetStatus(one, Optional.empty(), Optional.empty()));
        ImportPlan plan = load(TABLE.replace("One,Todo", "One,Done"));
        assertThat(plan.warnings())
                .extracting(ImportWarning::toString)
                .containsExactly(
                        "t.csv:2: the status of \"One\" was changed both here and in the file; none is kept, the file"
                                + " has \"Done\"");
        assertThat(workspace.card("One").status()).isEmpty();
        assertThat(load(TABLE.replace("One,Todo", "One,Done")).isEmpty()).isTrue();
    }

    @Test
    void rowsAndColumnsThatAreGoneChangeNothing_FMT_MERGE_5() {
        load(TABLE);
        ImportPlan plan = load("Id,Title,Blocked by\n3,Three,1\n");
        assertThat(plan.boards()).isEmpty();
        assertThat(workspace.card("One").estimate()).contains(3.0);
        assertThat(livingArrows()).hasSize(2);
    }

    @Test
    void anArrowThatWasRemovedHereStaysAway_FMT_MERGE_5() {
        load(TABLE);
        workspace.edit(new BoardIntent.Delete(livingArrows().getFirst().id()));
        assertThat(load(TABLE).isEmpty()).isTrue();
        assertThat(livingArrows()).hasSize(1);
    }

    @Test
    void anArrowThatIsHereAlreadyIsNotMadeTwice_FMT_MERGE_2() {
        load(TABLE);
        workspace.edit(new BoardIntent.AddDependency(
                new DependencyId(workspace.newId()),
                workspace.card("Two").id(),
                workspace.card("Three").id(),
                DependencyKind.BLOCKS));
        load(TABLE.replace("3,Three,Todo,,,,1,", "3,Three,Todo,,,,\"1, 2\","));
        assertThat(livingArrows()).hasSize(3);
    }

    @Test
    void foreignTablesComeOutWithTheirColumns_FMT_CSV_9() {
        for (String file : List.of("tables/jira.csv", "tables/linear.csv")) {
            try (TestWorkspace other = new TestWorkspace()) {
                byte[] bytes = Samples.read(file);
                other.carryOut(CsvImport.plan(other.context(vault), other.target(), "x.csv", bytes));
                String out = save(other);
                String header = new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElseThrow()
                        .replace("\"", "");
                assertThat(out.lines().findFirst().orElseThrow()).isEqualTo(header);
                ImportPlan again = other.carryOut(
                        CsvImport.plan(other.context(vault), other.target(), "x.csv", TestWorkspace.utf8(out)));
                assertThat(again.boards()).isEmpty();
                assertThat(again.team()).isEmpty();
            }
        }
    }

    @Test
    void whatWasMadeHereComesOutAndIsKnownAgain_FMT_CSV_9() {
        workspace.makeBoard();
        CardId one = addCard("=One");
        CardId two = addCard("Two");
        workspace.edit(
                new BoardIntent.EditDescription(one, List.of(Splice.insert(0, "Line, \"one\"\nline two"))),
                new BoardIntent.AddOwner(one, Owner.named("@mara")),
                new BoardIntent.AddLabel(one, "a, b"),
                new BoardIntent.SetEstimate(two, Optional.of(0.5)),
                new BoardIntent.AddDependency(new DependencyId(workspace.newId()), one, two, DependencyKind.BLOCKS));
        String out = save(workspace);
        assertThat(out)
                .startsWith(
                        "Id,Title,Description,Status,Owners,Labels,Estimate,Target date,Blocked by,Related to,Document,"
                                + "Meridian\r\n" + one.hex()
                                + ",'=One,\"Line, \"\"one\"\"\nline two\",,'@mara,\"a, b;\",,,,,,")
                .contains("\r\n" + two.hex() + ",Two,,,,,0.5,," + one.hex() + ",,,");
        assertThat(load(out).isEmpty()).isTrue();
        ImportPlan plan = load(out.replace("0.5", "2").replace("Two", "Zwei"));
        assertThat(plan.warnings()).isEmpty();
        assertThat(workspace.card("Zwei").estimate()).contains(2.0);
        assertThat(workspace.card("Zwei").id()).isEqualTo(two);
    }

    @Test
    void anOldExportDoesNotUndoWhatChangedSince_FMT_MERGE_7() {
        workspace.makeBoard();
        CardId one = addCard("One");
        String out = save(workspace);
        workspace.edit(new BoardIntent.SetTitle(one, "Later"));
        assertThat(load(out).boards()).isEmpty();
        ImportPlan plan = load(out.replace("One", "Other"));
        assertThat(plan.warnings()).hasSize(1);
        assertThat(workspace.card("Later").id()).isEqualTo(one);
    }

    @Test
    void newColumnsStandAtTheEndOfAForeignTable_FMT_CSV_9() {
        load("Name,Team\nOne,Deck\n");
        CardId one = workspace.card("One").id();
        workspace.edit(new BoardIntent.AddLabel(one, "x"), new BoardIntent.AddLabel(one, "y"));
        addCard("Two");
        assertThat(save(workspace).lines().findFirst().orElseThrow()).isEqualTo("Name,Team,Id,Labels,Meridian");
    }

    private CardId addCard(String title) {
        CardId id = new CardId(workspace.newId());
        double order = workspace.board().cards().size() + 1.0;
        workspace.edit(
                new BoardIntent.AddCard(id, title, Position.ORIGIN, Size.CARD), new BoardIntent.SetOrder(id, order));
        return id;
    }

    private List<Dependency> livingArrows() {
        return workspace.board().dependencies().values().stream()
                .filter(arrow -> !arrow.deleted())
                .toList();
    }

    private ImportPlan load(String table) {
        return workspace.carryOut(
                CsvImport.plan(workspace.context(vault), workspace.target(), "t.csv", TestWorkspace.utf8(table)));
    }

    private static String save(TestWorkspace workspace) {
        return new String(
                CsvExport.write(workspace.team(), TestWorkspace.BOARD, workspace.board()), StandardCharsets.UTF_8);
    }
}
