package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plans over several documents, as imports make them. */
class PlanTest extends RelayTest {

    @Test
    void aLargePlanIsOneTransactionAndReachesTheOthers_STORE3() {
        Workspace ada = homes.found(relay);
        BoardId board = new BoardId(ada.newId());
        Plan.Builder plan = Plan.builder()
                .board(board, new BoardIntent.Create())
                .team(new TeamIntent.AddBoard(board, "Imported", 1));
        for (int i = 0; i < 300; i++) {
            plan.board(board, card(ada, "Card " + i));
        }
        List<DocumentId> documents = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            DocumentId document = new DocumentId(ada.newId());
            documents.add(document);
            plan.document(document, new DocumentIntent.Create(), text("Text " + i + "\n"))
                    .team(new TeamIntent.AddDocument(document, "Document " + i));
        }

        Edit edit = ada.apply(plan.build());

        assertThat(edit.changes()).isGreaterThanOrEqualTo(22);
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        assertThat(ben.board(board).snapshot().cards()).hasSize(300);
        assertThat(ben.document(documents.getLast()).text()).isEqualTo("Text 19\n");
        assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
    }

    @Test
    void aPlanWithOneBadIntentLeavesNothing_STORE3() {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        CardId there = board.addCard("There", Position.ORIGIN);
        DocumentHandle document = ada.createDocument("Why", "Because.\n");
        String before = Homes.json(ada);
        long outbox = ada.status().outboxChanges();
        Plan bad = Plan.builder()
                .document(document.id(), text("More. "))
                .board(board.id(), card(ada, "New"), new BoardIntent.SetTitle(there, "Renamed"))
                .team(new TeamIntent.SetTitle(new BoardId(ada.newId()), "No such board"))
                .build();

        assertThatThrownBy(() -> ada.apply(bad)).isInstanceOf(IntentRefused.class);

        assertThat(Homes.json(ada)).isEqualTo(before);
        assertThat(ada.status().outboxChanges()).isEqualTo(outbox);
        assertThat(ada.verify().problems()).isEmpty();
        board.setTitle(there, "Renamed after all");
        assertThat(board.card(there).orElseThrow().title()).isEqualTo("Renamed after all");
    }

    @Test
    void aPlannerThatThrowsLeavesNothing_STORE3() {
        Workspace ada = homes.found(relay);
        String before = Homes.json(ada);

        assertThatThrownBy(() -> ada.apply(view -> {
                    throw new IllegalStateException("bad file");
                }))
                .hasMessage("bad file");

        assertThat(Homes.json(ada)).isEqualTo(before);
    }

    @Test
    void aPlannerMayNotCallTheWorkspace() {
        Workspace ada = homes.found(relay);

        assertThatThrownBy(() -> ada.apply(view -> {
                    ada.status();
                    return Plan.builder().build();
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    private static BoardIntent card(Workspace workspace, String title) {
        return new BoardIntent.AddCard(new CardId(workspace.newId()), title, Position.ORIGIN, Size.CARD);
    }

    private static DocumentIntent text(String text) {
        return new DocumentIntent.EditText(List.of(Splice.insert(0, text)));
    }
}
