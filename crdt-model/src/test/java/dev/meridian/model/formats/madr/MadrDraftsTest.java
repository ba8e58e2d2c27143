package dev.meridian.model.formats.madr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.document.Document;
import dev.meridian.model.formats.ImportContext;
import dev.meridian.model.formats.ImportPlan;
import dev.meridian.model.formats.ImportWarning;
import dev.meridian.model.formats.MapVault;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.formats.markdown.MarkdownExport;
import dev.meridian.model.formats.markdown.MarkdownImport;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.value.DraftField;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drafts of decisions from MADR documents, and the way out and back in. */
class MadrDraftsTest {

    private static final String ANA = "%032x".formatted(1);
    private static final String BEN = "%032x".formatted(2);
    private static final String CAS = "%032x".formatted(3);

    /** All sections that the template of MADR 4.0 has. */
    private static final String PROPOSED = """
            ---
            status: "proposed"
            date: 2027-01-11
            decision-makers: [Ana, Ben]
            consulted: Cas, Harbour office
            informed: []
            ---

            # Sell ferry tickets on board

            ## Context and Problem Statement

            How do late travellers pay?

            ## Decision Drivers

            * Nobody is left at the pier

            ## Considered Options

            * Sell on board
            * Keep the kiosk open
            * [Trust](trust.md)

            ## Decision Outcome

            Chosen option: "Sell on board", because it needs no second shift.

            ### Consequences

            * Good, because nobody waits
            * Bad, because the crew handles cash

            ### Confirmation

            The purser counts.

            ## Pros and Cons of the Options

            ### Sell on board

            * Good, because it needs no building

            ## More Information

            None.
            """;

    private final TestWorkspace workspace = new TestWorkspace();

    @BeforeEach
    void team() {
        workspace.edit(
                new TeamIntent.AddMember(new MemberId(ANA), "Ana", "Europe/Zurich"),
                new TeamIntent.AddMember(new MemberId(BEN), "Ben", "Europe/Zurich"),
                new TeamIntent.AddMember(new MemberId(CAS), "Cas", "Europe/Zurich"));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void aProposedRecordBecomesADraft_FMT_MADR_5() {
        ImportPlan plan = load(Map.of("0007.md", PROPOSED), Set.of());
        assertThat(plan.summary().decisionsDrafted()).isEqualTo(1);
        assertThat(draft("Sell ferry tickets on board"))
                .isEqualTo(Map.of(
                        DraftField.OPTIONS,
                        "Sell on board\nKeep the kiosk open\nTrust",
                        DraftField.RECOMMENDATION,
                        "Sell on board",
                        DraftField.REQUIRED,
                        ANA + "\n" + BEN,
                        DraftField.CONSULTED,
                        CAS));
        assertThat(warnings(plan))
                .containsExactly(
                        "0007.md: Harbour office: no member of this workspace has this name, so the draft does not name them");
        assertThat(save()).isEqualTo(Map.of("0007.md", PROPOSED));
    }

    @Test
    void aRecordWithoutStatusIsProposed_FMT_MADR_5() {
        load(Map.of("a.md", "# A\n## Context and Problem Statement\nWhy\n## Considered Options\n* One\n"), Set.of());
        assertThat(draft("A")).isEqualTo(Map.of(DraftField.OPTIONS, "One"));
    }

    @Test
    void settledRecordsStayDocumentsAndThatIsSaidOnce_FMT_MADR_5() {
        Map<String, String> files = Map.of(
                "a.md", PROPOSED.replace("\"proposed\"", "accepted"),
                "b.md", PROPOSED.replace("\"proposed\"", "superseded by a.md"),
                "c.md", PROPOSED.replace("\"proposed\"", "expired"));
        ImportPlan plan = load(files, Set.of());
        assertThat(plan.summary().documentsAdded()).isEqualTo(3);
        assertThat(plan.summary().decisionsDrafted()).isZero();
        assertThat(warnings(plan))
                .containsExactly(
                        "dir: 3 decision records with a status other than proposed: kept as documents, and no decision is made of them");
        assertThat(workspace.documents().values())
                .allSatisfy(document -> assertThat(document.draft()).isEmpty());
        assertThat(save()).isEqualTo(files);
        ImportPlan again = load(files, Set.of());
        assertThat(again.isEmpty()).isTrue();
        assertThat(again.warnings()).isEmpty();
    }

    @Test
    void theEmptyTemplateIsATextWithAWarning_FMT_MADR_2() {
        String template = PROPOSED.replace("\"proposed\"", "").replace("2027-01-11", "YYYY-MM-DD");
        ImportPlan plan = load(Map.of("template.md", template), Set.of());
        assertThat(plan.summary().documentsAdded()).isEqualTo(1);
        assertThat(warnings(plan))
                .containsExactly("template.md: \"YYYY-MM-DD\" is no date; write it as 2026-11-30;"
                        + " no decision is drafted from this record");
    }

    @Test
    void theSameFileAgainChangesNothing_FMT_MERGE_1() {
        load(Map.of("0007.md", PROPOSED), Set.of());
        ImportPlan again = load(Map.of("0007.md", PROPOSED), Set.of());
        assertThat(again.isEmpty()).isTrue();
        assertThat(again.warnings()).isEmpty();
    }

    @Test
    void aNewerFileChangesTheFieldsThatWereNotTouchedHere_FMT_MERGE_2() {
        load(Map.of("0007.md", PROPOSED), Set.of());
        draft(DraftField.REQUIRED, CAS);
        String newer = PROPOSED.replace("* Keep the kiosk open\n", "").replace("[Ana, Ben]", "Ana");
        ImportPlan plan = load(Map.of("0007.md", newer), Set.of());
        assertThat(draft("Sell ferry tickets on board"))
                .containsEntry(DraftField.OPTIONS, "Sell on board\nTrust")
                .containsEntry(DraftField.REQUIRED, CAS);
        assertThat(warnings(plan))
                .contains(
                        "0007.md: \"required\" of the decision's draft was changed both here and in the file; what is here is kept");
        assertThat(load(Map.of("0007.md", newer), Set.of()).isEmpty()).isTrue();
    }

    @Test
    void onceItIsOpenTheDraftIsLeftAlone_FMT_MADR_5() {
        load(Map.of("0007.md", PROPOSED), Set.of());
        Set<DocumentId> opened = workspace.team().documents().keySet();
        load(Map.of("0007.md", PROPOSED.replace("* Keep the kiosk open\n", "")), opened);
        assertThat(draft("Sell ferry tickets on board"))
                .containsEntry(DraftField.OPTIONS, "Sell on board\nKeep the kiosk open\nTrust");
    }

    @Test
    void aChosenOptionThatIsNoneIsNotRecommended_FMT_MADR_5() {
        String record = PROPOSED.replace("option: \"Sell on board\"", "option: \"Swim\"");
        ImportPlan plan = load(Map.of("a.md", record), Set.of());
        assertThat(draft("Sell ferry tickets on board")).doesNotContainKey(DraftField.RECOMMENDATION);
        assertThat(warnings(plan))
                .contains(
                        "a.md: the outcome names \"Swim\", which is none of the considered options: nothing is recommended");
    }

    @Test
    void anExportedOutcomeDoesNotComeBackAsAnEdit_FMT_MADR_6() {
        String plain = "# Tickets\n\nWhy.\n";
        load(Map.of("tickets.md", plain), Set.of());
        Map<String, String> exported = export(accepted());
        assertThat(exported.get("tickets.md"))
                .contains("status: accepted", "## Decision Outcome\n\nChosen option: \"Sell on board\"");
        ImportPlan back = load(exported, workspace.team().documents().keySet());
        assertThat(back.isEmpty()).isTrue();
        assertThat(back.warnings()).isEmpty();
        assertThat(text("Tickets")).isEqualTo(plain);
    }

    @Test
    void whatWasEditedBesideItDoes_FMT_MADR_6() {
        load(Map.of("tickets.md", "# Tickets\n\nWhy.\n"), Set.of());
        Map<String, String> exported = new TreeMap<>(export(accepted()));
        exported.computeIfPresent("tickets.md", (path, text) -> text.replace("Why.", "Why not."));
        load(exported, Set.of());
        assertThat(text("Tickets")).isEqualTo("# Tickets\n\nWhy not.\n");
        assertThat(load(exported, Set.of()).isEmpty()).isTrue();
    }

    @Test
    void anUnfilledOutcomeStaysUnfilledHere_FMT_MADR_6() {
        String unfilled = PROPOSED.replace(
                "Chosen option: \"Sell on board\", because it needs no second shift.", "Chosen option: \"\", because");
        load(Map.of("tickets.md", unfilled), Set.of());
        String before = text("Sell ferry tickets on board");
        Map<String, String> exported = new TreeMap<>(export(accepted()));
        assertThat(load(exported, Set.of()).isEmpty()).isTrue();
        exported.computeIfPresent("tickets.md", (path, text) -> text.replace("The purser counts.", "Ana counts."));
        load(exported, Set.of());
        assertThat(text("Sell ferry tickets on board")).isEqualTo(before.replace("The purser counts.", "Ana counts."));
    }

    @Test
    void anotherWorkspaceHasTheOutcomeAsText_FMT_MADR_6() {
        load(Map.of("tickets.md", "# Tickets\n\nWhy.\n"), Set.of());
        Map<String, String> exported = export(accepted());
        try (TestWorkspace other = new TestWorkspace()) {
            other.carryOut(plan(other, exported, Set.of()));
            assertThat(other.documents().values())
                    .allSatisfy(document -> assertThat(document.text()).contains("## Decision Outcome"));
        }
    }

    private static MadrHead accepted() {
        return new MadrHead(
                "accepted",
                Optional.empty(),
                new MadrPeople(List.of("Ana"), List.of(), List.of()),
                Optional.of("Sell on board"),
                "nobody objected, and everybody required was reached.");
    }

    private Map<String, String> export(MadrHead head) {
        Map<String, String> files = new TreeMap<>();
        save().forEach((path, plain) -> {
            try {
                files.put(path, RecordNote.write(plain, MadrWriter.write(plain, head)));
            } catch (dev.meridian.model.formats.BadInput bad) {
                throw new AssertionError(bad);
            }
        });
        return files;
    }

    private void draft(DraftField field, String value) {
        DocumentId id = workspace.team().documents().keySet().iterator().next();
        workspace.edit(id, new DocumentIntent.SetDraft(field, Optional.of(value)));
    }

    private Map<DraftField, String> draft(String title) {
        return document(title).draft();
    }

    private String text(String title) {
        return document(title).text();
    }

    private Document document(String title) {
        return workspace.team().documents().values().stream()
                .filter(entry -> entry.title().equals(title))
                .findFirst()
                .map(entry -> workspace.documents().get(entry.id()))
                .orElseThrow();
    }

    private static List<String> warnings(ImportPlan plan) {
        return plan.warnings().stream().map(ImportWarning::toString).toList();
    }

    private ImportPlan load(Map<String, String> files, Set<DocumentId> opened) {
        return workspace.carryOut(plan(workspace, files, opened));
    }

    private static dev.meridian.model.formats.ImportResult plan(
            TestWorkspace workspace, Map<String, String> files, Set<DocumentId> opened) {
        MapVault vault = new MapVault();
        files.forEach(vault::with);
        ImportContext usual = workspace.context(vault);
        ImportContext context = new ImportContext(
                usual.team(), usual.documents(), vault, usual.random(), usual.limits(), usual.onConflict(), opened);
        return MarkdownImport.plan(context, "dir", workspace.boards(), new MadrDrafts());
    }

    private Map<String, String> save() {
        Map<String, String> files = new TreeMap<>();
        MarkdownExport.write(workspace.team(), workspace.documents(), workspace.boards())
                .forEach((path, bytes) -> files.put(path, new String(bytes, StandardCharsets.UTF_8)));
        return files;
    }
}
