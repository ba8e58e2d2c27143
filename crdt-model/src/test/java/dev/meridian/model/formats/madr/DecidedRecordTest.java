package dev.meridian.model.formats.madr;

import static dev.meridian.model.decision.Script.ANN;
import static dev.meridian.model.decision.Script.BEN;
import static dev.meridian.model.decision.Script.CAS;
import static dev.meridian.model.decision.Script.DEE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.decision.Act;
import dev.meridian.model.decision.Decision;
import dev.meridian.model.decision.Decisions;
import dev.meridian.model.decision.Script;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.formats.ics.IcsDeadline;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.value.DraftField;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where decisions stand, written into records and calendars. */
class DecidedRecordTest {

    private static final DocumentId STORE = new DocumentId("%032x".formatted(100));
    private static final DocumentId SUCCESSOR = new DocumentId("%032x".formatted(101));
    private static final String TEXT = "# Which store\n\nWhy.\n";

    private final TestWorkspace workspace = new TestWorkspace();

    @BeforeEach
    void fill() {
        workspace.edit(
                new TeamIntent.AddMember(ANN, "Ann", "UTC"),
                new TeamIntent.AddMember(BEN, "Ben", "UTC"),
                new TeamIntent.AddMember(CAS, "Cas", "UTC"),
                new TeamIntent.AddMember(DEE, "Dee", "UTC"),
                new TeamIntent.AddDocument(STORE, "Which store"),
                new TeamIntent.AddDocument(SUCCESSOR, "Which store now"));
        workspace.edit(STORE, new DocumentIntent.Create());
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private String written(Decision decision) {
        return new DecidedRecord(workspace.team()).write(TEXT, workspace.document(STORE), Optional.of(decision));
    }

    private static Script reached() {
        return Script.open(Script.silence()).acknowledge(BEN, CAS);
    }

    /** The calendar's part of it. */
    private IcsDeadline deadline(Decision decision) {
        return IcsDeadline.of(STORE, decision, workspace.team(), 7).orElseThrow();
    }

    @Test
    void anOpenOneIsProposed_FMT_MADR_4() {
        Decision open = reached().at(1, 0);
        assertThat(written(open))
                .contains("status: proposed\ndate: 2026-11-02\ndecision-makers: Ben, Cas, Dee\n")
                .doesNotContain("## Decision Outcome");
        assertThat(deadline(open))
                .isEqualTo(new IcsDeadline(
                        STORE, "Shall we?", Instant.parse("2026-11-04T17:00:00Z"), 7, false, List.of("Ben", "Cas")));
    }

    @Test
    void anAcceptedOneSaysWhatAndHow_FMT_MADR_4() {
        Decision accepted = reached().at(6, 0);
        // D is Wednesday at five, and a day of grace later it is final.
        assertThat(written(accepted))
                .contains(
                        "status: accepted\ndate: 2026-11-05\n",
                        "## Decision Outcome\n\nChosen option: \"yes\", because nobody objected, and everybody required was reached.\n");
        assertThat(deadline(accepted).closed()).isTrue();
    }

    @Test
    void oneThatWasConsentedToNamesWhoDid_FMT_MADR_4() {
        Decision accepted = Script.open(Script.consent(0))
                .says(BEN, new Act.Consent())
                .says(CAS, new Act.Consent())
                .at(6, 0);
        assertThat(written(accepted)).contains("because it was consented to by Ben, Cas.");
    }

    @Test
    void aRejectedOneSaysSo_FMT_MADR_4() {
        Decision rejected = Script.open(Script.vote(2, 1))
                .says(BEN, new Act.Vote(Optional.empty()))
                .says(CAS, new Act.Vote(Optional.empty()))
                .at(6, 0);
        assertThat(written(rejected))
                .contains("status: rejected\n", "Rejected: no option had more than half of the votes.");
        assertThat(deadline(rejected).closed()).isTrue();
    }

    @Test
    void anExpiredOneSaysThatNothingWasDecided_FMT_MADR_4() {
        Decision expired = Script.open(Script.consent(0)).at(31, 0);
        assertThat(written(expired))
                .contains("status: expired\n", "Nothing was decided: it expired without an outcome.");
        assertThat(deadline(expired).closed()).isTrue();
    }

    @Test
    void aWithdrawnOneNamesWhoAndWhy_FMT_MADR_4() {
        Decision withdrawn = reached().says(ANN, new Act.Withdraw("Too early.")).at(1, 0);
        assertThat(written(withdrawn)).contains("status: withdrawn\n", "Withdrawn by Ann: Too early.");
    }

    @Test
    void aSupersededOneNamesItsSuccessorsFile_FMT_MADR_4() {
        Script later = reached().says(ANN, new Act.Supersede(STORE));
        Decision superseded = Optional.ofNullable(
                        Decisions.superseded(Map.of(STORE, reached().at(9, 9), SUCCESSOR, later.at(9, 9)))
                                .get(STORE))
                .orElseThrow();
        assertThat(written(superseded))
                .contains("status: superseded by which-store-now-00000000.md\n", "Chosen option: \"yes\"");
    }

    @Test
    void whatWasDecidedIsNoEditWhenItComesBack_FMT_MADR_6() {
        String record = written(reached().at(6, 0));
        assertThat(record).containsPattern("(?m)^meridian: .*record:[0-9a-f]{8} outcome:[0-9a-f]{8}\"?$");
    }

    @Test
    void aDraftFillsInWhatTheTextLeavesOpen_FMT_MADR_4() {
        workspace.edit(
                STORE,
                new DocumentIntent.SetDraft(DraftField.REQUIRED, Optional.of(BEN.hex() + "\n" + CAS.hex())),
                new DocumentIntent.SetDraft(DraftField.CONSULTED, Optional.of("Harbour office")));
        String record = new DecidedRecord(workspace.team()).write(TEXT, workspace.document(STORE), Optional.empty());
        assertThat(record)
                .startsWith("---\nstatus: proposed\ndecision-makers: Ben, Cas\nconsulted: Harbour office\n")
                .endsWith(TEXT);
        assertThat(DecidedRecord.is(TEXT, workspace.document(STORE), Optional.empty()))
                .isTrue();
    }
}
