package dev.meridian.model.formats.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.board.Card;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.board.Group;
import dev.meridian.model.formats.ImportPlan;
import dev.meridian.model.formats.ImportSummary;
import dev.meridian.model.formats.ImportWarning;
import dev.meridian.model.formats.Samples;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import dev.meridian.model.value.StatusCategory;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The project's own canvas, with everything that JSON Canvas 1.0 has. */
class CanvasImportTest {

    private final String canvas = new String(Samples.read("vault/harbour.canvas"), StandardCharsets.UTF_8);
    private final CanvasBoard board = new CanvasBoard();
    private final TestWorkspace workspace = board.workspace();
    private ImportPlan plan = empty();

    @BeforeEach
    void load() {
        board.vault().with("notes/plan.md", Samples.read("vault/notes/plan.md"));
        plan = board.load(canvas);
    }

    @AfterEach
    void close() {
        board.close();
    }

    @Test
    void everythingComesOutAsItWentIn_FMT_CANVAS_1() {
        assertThat(board.saved()).isEqualTo(CanvasBoard.json(canvas));
        board.loadsWithoutChange(canvas);
        board.loadsWithoutChange(board.save());
    }

    @Test
    void whatItDoesIsCounted_FMT_CANVAS_1() {
        assertThat(plan.summary()).isEqualTo(new ImportSummary(8, 0, 2, 0, 6, 0, 0, 1, 0, 0));
        assertThat(plan.warnings())
                .extracting(ImportWarning::toString)
                .containsExactly(
                        "board.canvas:20:3: edge \"e6\" leads back to its own node: it is kept for the export only");
    }

    @Test
    void titleIsTheFirstLineAndTheRestTheDescription_FMT_CANVAS_3() {
        assertThat(workspace.card("Repair the crane").description())
                .isEqualTo("It stops *half way*.\n- [ ] order a rope");
        assertThat(workspace.card("Paint the buoys").description()).isEmpty();
    }

    @Test
    void aFirstLineThatIsPartOfMoreStaysInTheDescription_FMT_CANVAS_3() {
        assertThat(workspace.card("first").description()).isEqualTo("- first\n- second");
    }

    @Test
    void cardsWithoutWordsAndSizeAreShownAllTheSame_FMT_CANVAS_2() {
        Card card = workspace.card("Untitled");
        assertThat(card.size()).isEqualTo(new Size(1, 1));
        assertThat(card.description()).isEmpty();
    }

    @Test
    void numbersAreRoundedAndColoursOfOthersAreNone_FMT_CANVAS_2() {
        Card buoys = workspace.card("Paint the buoys");
        assertThat(buoys.position()).isEqualTo(new Position(360, 20));
        assertThat(buoys.size()).isEqualTo(new Size(250, 60));
        assertThat(buoys.color()).contains("#FF8800");
        assertThat(workspace.card("first").color()).isEmpty();
    }

    @Test
    void cardsBelongToTheSmallestGroupAroundThem_FMT_CANVAS_4() {
        assertThat(groupOf("Repair the crane")).isEqualTo("");
        assertThat(groupOf("first")).isEqualTo("");
        assertThat(groupOf("Paint the buoys")).isEqualTo("Quay");
        assertThat(workspace.card("map.png").group()).isEmpty();
    }

    @Test
    void oneArrowBlocksAndNoneOrTwoRelate_FMT_CANVAS_5() {
        assertThat(arrow("Repair the crane", "Paint the buoys").kind()).isEqualTo(DependencyKind.BLOCKS);
        assertThat(arrow("first", "Repair the crane").kind()).isEqualTo(DependencyKind.RELATES);
        assertThat(arrow("plan#Dates", "Paint the buoys").kind()).isEqualTo(DependencyKind.BLOCKS);
        assertThat(arrow("plan#Dates", "example.org/tides").kind()).isEqualTo(DependencyKind.RELATES);
        assertThat(arrow("Quay", "Dredge the basin").kind()).isEqualTo(DependencyKind.BLOCKS);
    }

    @Test
    void markdownFilesBecomeDocuments_FMT_CANVAS_6() {
        Card plan = workspace.card("plan#Dates");
        DocumentId document = plan.documents().first();
        assertThat(workspace.documentTitle(document)).isEqualTo("The plan");
        assertThat(workspace.document(document).text()).isEqualTo("# The plan\n\nDates first.\n");
        assertThat(workspace.card("map.png").documents()).isEmpty();
    }

    @Test
    void ourOwnObjectIsRead_FMT_CANVAS_7() {
        Card card = workspace.card("Dredge the basin");
        assertThat(workspace.category(card)).isEqualTo(StatusCategory.ACTIVE);
        assertThat(card.owners()).containsExactly(Owner.named("@ines"), Owner.named("Bo"));
        assertThat(card.labels()).containsExactly("deep");
        assertThat(card.estimate()).contains(3.5);
        assertThat(card.targetDate()).contains(LocalDate.of(2027, 3, 31));
        assertThat(card.pinned()).isTrue();
    }

    private String groupOf(String title) {
        GroupId id = workspace.card(title).group().orElseThrow();
        return Optional.ofNullable(workspace.board().groups().get(id))
                .map(Group::title)
                .orElseThrow();
    }

    private Dependency arrow(String from, String to) {
        List<Dependency> found = workspace.board().dependencies().values().stream()
                .filter(each -> title(each.from().hex()).equals(from)
                        && title(each.to().hex()).equals(to))
                .toList();
        assertThat(found).as(from + " to " + to).isNotEmpty();
        return found.getFirst();
    }

    private String title(String hex) {
        return java.util.stream.Stream.<dev.meridian.model.board.Thing>concat(
                        workspace.board().cards().values().stream(), workspace.board().groups().values().stream())
                .filter(thing -> thing.id().hex().equals(hex))
                .map(dev.meridian.model.board.Thing::title)
                .findFirst()
                .orElseThrow();
    }

    private static ImportPlan empty() {
        return ImportPlan.of(List.of(), java.util.Map.of(), java.util.Map.of(), List.of(), ImportSummary.NOTHING);
    }
}
