package dev.meridian.model.formats.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.decision.Act;
import dev.meridian.model.decision.Decision;
import dev.meridian.model.decision.RestoredOutcome;
import dev.meridian.model.decision.Script;
import dev.meridian.model.document.Document;
import dev.meridian.model.formats.ImportPlan;
import dev.meridian.model.formats.ImportWarning;
import dev.meridian.model.formats.MapVault;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.json.Json;
import dev.meridian.model.json.JsonText;
import dev.meridian.model.value.DraftField;
import dev.meridian.model.workspace.WorkspaceState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions in an archive, and what comes back of them. */
class ArchivedDecisionsTest {

    private static final DocumentId STORE = new DocumentId("%032x".formatted(100));

    private final TestWorkspace workspace = new TestWorkspace();

    /** Accepted by silence, with an objection that Ben resolved. */
    private final Script script = Script.open(Script.silence())
            .acknowledge(Script.BEN, Script.CAS)
            .on(0, 10)
            .says(Script.BEN, new Act.Raise("It loses\nhistory."));

    private final Decision decision =
            script.on(0, 12).says(Script.BEN, new Act.Resolve(script.lastId())).at(6, 0);

    @BeforeEach
    void fill() {
        workspace.edit(
                new TeamIntent.AddMember(Script.ANN, "Ann", "UTC"),
                new TeamIntent.AddMember(Script.BEN, "Ben", "UTC"),
                new TeamIntent.AddMember(Script.CAS, "Cas", "UTC"),
                new TeamIntent.AddMember(Script.DEE, "Dee", "UTC"),
                new TeamIntent.AddDocument(STORE, "Which store"));
        workspace.edit(
                STORE,
                new DocumentIntent.Create(),
                new DocumentIntent.SetDraft(DraftField.OPTIONS, Optional.of("yes\nlater")),
                new DocumentIntent.SetDraft(DraftField.REQUIRED, Optional.of(Script.BEN.hex())),
                new DocumentIntent.RecordOutcome(
                        1, decision.outcomes().getFirst().line(STORE)));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void whatWasSaidIsReadable_FMT_ARCHIVE_5() throws Exception {
        SortedMap<String, byte[]> files = ZipFiles.read("a.zip", archive(), ZipFiles.BYTES_MAX);
        assertThat(files.keySet())
                .filteredOn(path -> path.startsWith("decisions/"))
                .hasSize(2);
        String text = text(files, ".md");
        assertThat(text)
                .startsWith("# History of the decision: Which store\n\nState when this was written: accepted.\n")
                .contains("- Round 1: accepted, \u201Cyes\u201D by silence, on 2026-11-")
                .contains("- 2026-11-02 08:00, Ann proposed it: \u201CShall we?\u201D")
                .contains("- 2026-11-02 10:00, Ben objected: \u201CIt loses history.\u201D\n")
                .contains("Ben resolved the objection of Ben\n");
        Json json = JsonText.parse(text(files, ".json")).orElseThrow();
        assertThat(json.print()).contains("\"state\": \"accepted\"", "\"act\": \"object\"", "\"certificates\"");
    }

    @Test
    void draftsAndOutcomesComeBackAndWhatWasSaidAsATextAndThatIsTold_FMT_ARCHIVE_3() {
        try (TestWorkspace other = new TestWorkspace(7)) {
            ImportPlan plan = other.carryOut(ArchiveImport.plan(other.context(new MapVault()), "a.zip", archive()));
            Document store = other.document(STORE);
            assertThat(store.draft()).isEqualTo(workspace.document(STORE).draft());
            String outcome = Optional.ofNullable(store.outcomes().get(1)).orElseThrow();
            assertThat(RestoredOutcome.is(outcome)).isTrue();
            assertThat(outcome.replace(",\"restored\":true", ""))
                    .isEqualTo(decision.outcomes().getFirst().line(STORE));
            assertThat(other.team().documents().values())
                    .extracting(entry -> entry.title())
                    .containsExactlyInAnyOrder("Which store", "History of the decision: Which store");
            assertThat(other.documents().values())
                    .anySatisfy(document -> assertThat(document.text()).contains("Ben objected"));
            assertThat(plan.warnings())
                    .extracting(ImportWarning::toString)
                    .containsExactly(
                            "a.zip: 1 decision: drafts and recorded outcomes are back; what was said, signed for another workspace,"
                                    + " is now a document called \"History of the decision: ...\"."
                                    + " Certificates stay in the archive's decisions/, and what was still open has to be opened again",
                            "a.zip: who changed what, and when, is not in an archive: history begins with this import");
        }
    }

    @Test
    void whatIsRestoredIsArchivedAgainAsItIs_FMT_ARCHIVE_2() {
        try (TestWorkspace other = new TestWorkspace(7);
                TestWorkspace third = new TestWorkspace(8)) {
            other.carryOut(ArchiveImport.plan(other.context(new MapVault()), "a.zip", archive()));
            byte[] again = write(other, Map.of());
            third.carryOut(ArchiveImport.plan(third.context(new MapVault()), "b.zip", again));
            assertThat(write(third, Map.of())).isEqualTo(again);
        }
    }

    private static String text(SortedMap<String, byte[]> files, String ending) {
        return files.entrySet().stream()
                .filter(file ->
                        file.getKey().startsWith("decisions/") && file.getKey().endsWith(ending))
                .map(file -> new String(file.getValue(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private byte[] archive() {
        SortedMap<DocumentId, DecisionHistory> histories = new TreeMap<>();
        histories.put(STORE, new DecisionHistory(decision, script.log));
        return write(workspace, ArchivedDecisions.files(workspace.team(), histories));
    }

    private static byte[] write(TestWorkspace of, Map<String, byte[]> more) {
        WorkspaceState state = new WorkspaceState(of.team(), new TreeMap<>(of.boards()), new TreeMap<>(of.documents()));
        return ArchiveExport.write("a".repeat(32), state, TimeZones.installed(), List.of(), 3, more);
    }
}
