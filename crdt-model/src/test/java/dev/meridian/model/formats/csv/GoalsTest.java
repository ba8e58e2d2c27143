package dev.meridian.model.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.board.Card;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.ImportPlan;
import dev.meridian.model.formats.MapVault;
import dev.meridian.model.formats.RealData;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.formats.markdown.MarkdownExport;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.StatusCategory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** 75 real goals with a document each, imported once: no test writes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoalsTest {

    private static final String FILE = "goals.csv";

    private final MapVault vault = RealData.vault("rust-goals-2026");
    private final byte[] goals = RealData.read("rust-goals-2026/goals.csv");
    private final TestWorkspace workspace = new TestWorkspace();

    @BeforeAll
    void importGoals() {
        ImportPlan plan = workspace.carryOut(CsvImport.plan(workspace.context(vault), workspace.target(), FILE, goals));
        assertThat(plan.warnings()).isEmpty();
    }

    @AfterAll
    void close() {
        workspace.close();
    }

    @Test
    void goalsBecomeCardsWithDocumentsAndRelations_FMT_CSV_1() throws Exception {
        assertThat(workspace.board().cards()).hasSize(75);
        assertThat(workspace.documents()).hasSize(75);
        assertThat(workspace.board().cards().values())
                .allSatisfy(card -> assertThat(card.documents()).hasSize(1));
        // Two of the ten mentions name the same pair from both sides.
        assertThat(workspace.board().dependencies()).hasSize(9);
        assertThat(workspace.board().dependencies().values())
                .allSatisfy(arrow -> assertThat(arrow.kind()).isEqualTo(DependencyKind.RELATES));
        Card polonius = workspace.card("Stabilize and model Polonius Alpha");
        assertThat(polonius.owners()).containsExactly(Owner.named("@lqd"));
        DocumentId document = polonius.documents().first();
        assertThat(workspace.document(document).text())
                .isEqualTo(new String(vault.read("documents/polonius.md").orElseThrow(), StandardCharsets.UTF_8));
        assertThat(workspace.documentTitle(document)).isEqualTo("Stabilize and model Polonius Alpha");
    }

    @Test
    void labelsAreCutAtSemicolonsAndCalledByTheirText_FMT_CSV_5() {
        assertThat(workspace.card("Arbitrary Self Types").labels())
                .containsExactly("Beyond the `&`", "Custom pointer types", "Rust for Linux");
        assertThat(workspace.card("Immobile types and guaranteed destructors").labels())
                .containsExactly("Just add async", "Rust for Linux");
        assertThat(workspace.board().cards().values().stream()
                        .flatMap(card -> card.labels().stream())
                        .filter(label -> label.startsWith("Try"))
                        .distinct())
                .containsExactly("Try, never, extern types");
    }

    @Test
    void statusWordsMeanCategoriesAndStay_FMT_CSV_4() {
        Map<String, List<StatusCategory>> byWord = workspace.board().cards().values().stream()
                .filter(card -> card.status().isPresent())
                .collect(Collectors.groupingBy(
                        card -> card.statusWord().orElse("none"),
                        Collectors.mapping(workspace::category, Collectors.toList())));
        assertThat(byWord)
                .containsOnly(
                        Map.entry("Accepted", Collections.nCopies(63, StatusCategory.SCOPED)),
                        Map.entry("Proposed", Collections.nCopies(2, StatusCategory.BACKLOG)),
                        Map.entry("Not accepted", List.of(StatusCategory.DROPPED)));
    }

    @Test
    void noTwoCardsLieOnEachOther_FMT_CSV_7() {
        assertThat(workspace.board().cards().values().stream().map(Card::position))
                .doesNotHaveDuplicates();
    }

    @Test
    void theTableComesOutWithTheSameCells_FMT_CSV_9() throws Exception {
        String out = new String(
                CsvExport.write(workspace.team(), TestWorkspace.BOARD, workspace.board()), StandardCharsets.UTF_8);
        Map<String, List<Object>> before = cells(new String(goals, StandardCharsets.UTF_8));
        assertThat(cells(out)).isEqualTo(before);
    }

    @Test
    void importingAgainChangesNothing_FMT_MERGE_1() {
        ImportPlan again = (ImportPlan) CsvImport.plan(workspace.context(vault), workspace.target(), FILE, goals);
        assertThat(again.team()).isEmpty();
        assertThat(again.boards()).isEmpty();
        assertThat(again.documents()).isEmpty();
        assertThat(again.warnings()).isEmpty();
    }

    @Test
    void importingTheExportChangesNothing_FMT_MERGE_1() {
        byte[] out = CsvExport.write(workspace.team(), TestWorkspace.BOARD, workspace.board());
        ImportPlan again =
                (ImportPlan) CsvImport.plan(workspace.context(new MapVault()), workspace.target(), FILE, out);
        assertThat(again.team()).isEmpty();
        assertThat(again.boards()).isEmpty();
        assertThat(again.warnings()).isEmpty();
    }

    @Test
    void documentsComeOutByteForByte_FMT_MD_1() {
        Map<String, byte[]> files = MarkdownExport.write(workspace.team(), workspace.documents(), workspace.boards());
        assertThat(files).hasSize(75);
        files.forEach((path, bytes) ->
                assertThat(bytes).as(path).isEqualTo(vault.read(path).orElseThrow()));
    }

    /** Cells by header and row; of cells with several values the set, of labels that are links the text. */
    private static Map<String, List<Object>> cells(String text) throws Exception {
        CsvTable table = CsvReader.read(new SourceText("table", text), FormatLimits.DEFAULT);
        Map<String, List<Object>> cells = new TreeMap<>();
        for (int i = 0; i < table.header().cells().size(); i++) {
            String header = table.header().cells().get(i).text();
            List<Object> column = new ArrayList<>();
            for (CsvTable.Row row : table.rows()) {
                String cell = FormulaGuard.strip(row.cells().get(i).text(), "");
                String plain = header.equals("Labels") ? cell.replaceAll("\\[(.*?)]\\(.*?\\)", "$1") : cell;
                boolean several = header.equals("Labels") || header.equals("Related to");
                column.add(several ? new TreeSet<>(List.of(plain.split("; *", -1))) : plain);
            }
            cells.put(header, column);
        }
        return cells;
    }
}
