package dev.meridian.model.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.board.Card;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.formats.ImportFailed;
import dev.meridian.model.formats.ImportPlan;
import dev.meridian.model.formats.ImportWarning;
import dev.meridian.model.formats.MapVault;
import dev.meridian.model.formats.Samples;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.id.CardId;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.StatusCategory;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports of Linear, Jira, GitLab and GitHub Projects, with the headers that these write. */
class TrackerImportTest {

    private final TestWorkspace workspace = new TestWorkspace();

    @AfterEach
    void close() {
        workspace.close();
    }

    @ParameterizedTest
    @CsvSource({"linear.csv, LINEAR", "jira.csv, JIRA", "gitlab.csv, GITLAB", "github.tsv, GITHUB"})
    void headersTellWhoseTableItIs_FMT_CSV_10(String file, Dialect dialect) {
        String text = new String(Samples.read("tables/" + file), StandardCharsets.UTF_8);
        String separator = file.endsWith(".tsv") ? "\t" : ",";
        List<String> headers =
                List.of(text.lines().findFirst().orElseThrow().replace("\"", "").split(separator, -1));
        assertThat(Dialect.of(headers)).isEqualTo(dialect);
        assertThat(Dialect.of(List.of("Id", "Title", "Status"))).isEqualTo(Dialect.GENERIC);
    }

    @ParameterizedTest
    @CsvSource({"linear.csv", "jira.csv", "gitlab.csv", "github.tsv"})
    void theSameExportAndOurExportOfItPlanNothing_FMT_MERGE_1(String file) {
        load(file);
        assertThat(load(file).isEmpty()).isTrue();
        byte[] exported = CsvExport.write(workspace.team(), TestWorkspace.BOARD, workspace.board());
        assertThat(load(file, exported).isEmpty()).isTrue();
    }

    @Test
    void jirasRepeatedHeadersAreRead_FMT_CSV_1() {
        load("jira.csv");
        Card mast = workspace.card("Rig the mast");
        assertThat(mast.owners()).containsExactly(Owner.named("Doe, Jane"));
        assertThat(mast.labels()).containsExactly("deck", "sail");
        assertThat(mast.targetDate()).contains(LocalDate.of(2026, 11, 30));
        assertThat(mast.estimate()).contains(8.0);
        assertThat(workspace.category(mast)).isEqualTo(StatusCategory.ACTIVE);
        assertThat(mast.meta().extra().orElseThrow()).contains("\"Sprint\":[\"Sprint 1\",\"Sprint 2\"]");
        assertThat(workspace.card("Sew the sails").meta().extra().orElseThrow())
                .contains("\"Comment\":[\"one\",\"two\"]")
                .contains("\"Issue Type\":\"Task\"")
                .contains("\"Issue id\":\"10002\"");
    }

    @Test
    void jirasLinksOfAllTypesAndDirectionsAreArrows_FMT_CSV_12() {
        ImportPlan plan = load("jira.csv");
        assertThat(arrows())
                .containsExactlyInAnyOrder(
                        "Rig the mast blocks Sew the sails",
                        "Sew the sails relates Mend the sails",
                        "Sew the sails relates Paint the \"hull\"",
                        "Mend the sails blocks Paint the \"hull\"",
                        "Sew the sails relates Rig the mast (parent)");
        assertThat(warnings(plan))
                .containsExactlyInAnyOrder(
                        "jira.csv:3:40: \"YARD-7\" under \"Outward issue link (Blocks)\" is not in the table; it is kept as a word",
                        "jira.csv:5: \"FLEET-1\" under \"Parent key\" is not in the table; it is kept as a word",
                        "jira.csv:6:154: \"YARD-8\" under \"Inward issue link (Blocks)\" is not in the table; it is kept as a word");
    }

    @Test
    void linksThatLeadOutOfTheTableAreGivenBack_FMT_CSV_11() {
        load("jira.csv");
        String exported = new String(
                CsvExport.write(workspace.team(), TestWorkspace.BOARD, workspace.board()), StandardCharsets.UTF_8);
        assertThat(exported).contains("SHIP-2,YARD-7").contains("YARD-8");
    }

    @Test
    void jirasCategoryTellsWhatAStatusMeans_FMT_CSV_13() {
        ImportPlan plan = load("jira.csv");
        Card sails = workspace.card("Sew the sails");
        assertThat(workspace.category(sails)).isEqualTo(StatusCategory.ACTIVE);
        assertThat(sails.statusWord()).contains("At the loft");
        assertThat(warnings(plan)).noneMatch(warning -> warning.contains("statuses"));
    }

    @Test
    void aParentMayBeNamedByJirasNumber_FMT_CSV_11() {
        load("t.csv", "Summary,Issue key,Issue id,Parent\nOne,A-1,501,\nTwo,A-2,502,501\n");
        assertThat(arrows()).containsExactly("Two relates One (parent)");
    }

    @Test
    void linearsTableIsRead_FMT_CSV_10() {
        ImportPlan plan = load("linear.csv");
        Card reef = workspace.card("Chart the reef");
        assertThat(reef.description()).isEqualTo("Soundings every mile.\nTwice.");
        assertThat(reef.labels()).containsExactly("Depth", "Survey");
        assertThat(reef.owners()).containsExactly(Owner.named("ana@example.org"));
        assertThat(workspace.category(workspace.card("<Print> the chart"))).isEqualTo(StatusCategory.DROPPED);
        assertThat(arrows())
                .containsExactlyInAnyOrder(
                        "Chart the reef blocks Mark the channel",
                        "Mark the channel relates <Print> the chart",
                        "Mark the channel blocks <Print> the chart",
                        "<Print> the chart relates Chart the reef",
                        "Mark the channel relates Chart the reef (parent)");
        assertThat(warnings(plan))
                .containsExactly(
                        "linear.csv:4:345: \"OPS-9\" under \"Blocked by\" is not in the table; it is kept as a word");
    }

    @Test
    void linearsInstantsAreTheDaysTheyMean_FMT_CSV_3() {
        load("linear.csv");
        assertThat(workspace.card("Chart the reef").targetDate()).contains(LocalDate.of(2026, 12, 1));
        assertThat(workspace.card("<Print> the chart").targetDate()).contains(LocalDate.of(2026, 12, 15));
    }

    @Test
    void linearsDatesTellWhatAStatusMeans_FMT_CSV_13() {
        load("linear.csv");
        assertThat(workspace.category(workspace.card("Mark the channel"))).isEqualTo(StatusCategory.ACTIVE);
        assertThat(workspace.card("Mark the channel").statusWord()).contains("At the printer's");
    }

    @Test
    void aLastCellThatLinearLeavesOutIsEmpty_FMT_ERR_4() {
        load("linear.csv");
        assertThat(workspace.card("Bind the atlas").targetDate()).contains(LocalDate.of(2026, 12, 20));
        assertThat(CsvImport.plan(
                        workspace.context(new MapVault()),
                        workspace.target(),
                        "t.csv",
                        TestWorkspace.utf8("Title,Note\nOne\n")))
                .isInstanceOf(ImportFailed.class);
    }

    @Test
    void gitlabsGuardsAndNamesAreRead_FMT_CSV_10() {
        load("gitlab.csv");
        Card lamp = workspace.card("Light the lamp");
        assertThat(lamp.description()).isEqualTo("- [ ] oil\n- [ ] wick");
        assertThat(lamp.owners()).containsExactly(Owner.named("Bob"), Owner.named("Jane"));
        assertThat(lamp.labels()).containsExactly("tower", "workflow::in dev");
        assertThat(lamp.estimate()).contains(3.0);
        assertThat(workspace.category(workspace.card("; drop the anchor"))).isEqualTo(StatusCategory.DONE);
        assertThat(lamp.meta().source().orElseThrow().id()).isEqualTo("12");
    }

    @Test
    void githubsDraftsAndParentsAreRead_FMT_CSV_10() {
        ImportPlan plan = load("github.tsv");
        Card pump = workspace.card("Fix the pump");
        assertThat(pump.owners()).containsExactly(Owner.named("ana"), Owner.named("ben"));
        assertThat(pump.labels()).containsExactly("bug", "deck");
        assertThat(pump.targetDate()).contains(LocalDate.of(2026, 11, 30));
        assertThat(workspace.category(pump)).isEqualTo(StatusCategory.ACTIVE);
        assertThat(pump.statusWord()).contains("\uD83C\uDFD7 In progress");
        assertThat(arrows())
                .containsExactlyInAnyOrder(
                        "Oil the winch relates Fix the pump (parent)", "Buy oil relates Fix the pump (parent)");
        assertThat(warnings(plan))
                .containsExactly(
                        "github.tsv:5: \"coast/yard#4\" under \"Parent issue\" is not in the table; it is kept as a word");
    }

    @Test
    void aToldDialectIsRemembered_FMT_CSV_10() {
        String table = "Title,Blocked by\nOne,Nowhere\n";
        workspace.carryOut(CsvImport.plan(
                workspace.context(new MapVault()),
                workspace.target(),
                "t.csv",
                TestWorkspace.utf8(table),
                Optional.of(Dialect.JIRA)));
        assertThat(Objects.requireNonNull(workspace.team().boards().get(TestWorkspace.BOARD))
                        .meta()
                        .extra()
                        .orElseThrow())
                .contains("\"dialect\":\"jira\"");
    }

    @Test
    void theNewerExportOfATrackerUpdates_FMT_MERGE_2() {
        load("jira.csv");
        String newer = new String(Samples.read("tables/jira.csv"), StandardCharsets.UTF_8)
                .replace("Task,To Do,", "Task,In Review,")
                .replace("YARD-8", "SHIP-2");
        ImportPlan plan = load("jira.csv", newer);
        assertThat(plan.summary().cardsChanged()).isEqualTo(1);
        assertThat(plan.summary().dependenciesAdded()).isEqualTo(1);
        assertThat(workspace.category(workspace.card("Mend the sails"))).isEqualTo(StatusCategory.REVIEW);
        assertThat(arrows()).contains("Sew the sails blocks Mend the sails");
    }

    @Test
    void aHundredThousandRowsArePlanned_FMT_ERR_3() {
        StringBuilder table =
                new StringBuilder("Summary,Issue key,Status,Assignee,Inward issue link (Blocks),Labels\n");
        int rows = 100_000;
        for (int i = 1; i <= rows; i++) {
            String blocker = i == 1 ? "" : "N-" + (i - 1 - i % 7 / 6);
            table.append("Card ").append(i).append(",N-").append(i).append(",At the loft,Owner ");
            table.append(i % 90)
                    .append(',')
                    .append(blocker)
                    .append(",label")
                    .append(i % 50)
                    .append('\n');
        }
        ImportPlan plan = (ImportPlan) CsvImport.plan(
                workspace.context(new MapVault()), workspace.target(), "big.csv", TestWorkspace.utf8(table.toString()));
        assertThat(plan.summary().cardsAdded()).isEqualTo(rows);
        assertThat(plan.summary().dependenciesAdded()).isEqualTo(rows - 1);
    }

    private static List<String> warnings(ImportPlan plan) {
        return plan.warnings().stream().map(ImportWarning::toString).toList();
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

    private ImportPlan load(String file) {
        return load(file, Samples.read("tables/" + file));
    }

    private ImportPlan load(String file, String table) {
        return load(file, TestWorkspace.utf8(table));
    }

    private ImportPlan load(String file, byte[] bytes) {
        return workspace.carryOut(CsvImport.plan(workspace.context(new MapVault()), workspace.target(), file, bytes));
    }
}
