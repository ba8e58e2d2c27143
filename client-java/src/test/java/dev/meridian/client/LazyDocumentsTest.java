package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.Position;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents are opened when they are asked for (STORE-10). */
class LazyDocumentsTest extends RelayTest {

    private final List<DocumentId> documents = new ArrayList<>();

    private Workspace workspaceOf75Documents() {
        Workspace ada = homes.found(relay);
        Plan.Builder plan = Plan.builder();
        for (int i = 0; i < 75; i++) {
            DocumentId document = new DocumentId(ada.newId());
            documents.add(document);
            plan.document(
                            document,
                            new DocumentIntent.Create(),
                            new DocumentIntent.EditText(List.of(Splice.insert(0, "Text " + i))))
                    .team(new TeamIntent.AddDocument(document, "Document " + i));
        }
        ada.apply(plan.build());
        return ada;
    }

    private static int inMemory(Workspace workspace) {
        return workspace.core().thread().call(() -> workspace.core().library().size());
    }

    @Test
    void showingOneCardOpensOneBoard_STORE10() {
        Workspace ada = workspaceOf75Documents();
        BoardId board = ada.createBoard("Roadmap").id();
        CardId card = ada.board(board).addCard("Launch", Position.ORIGIN);
        homes.close(ada);

        Workspace again = homes.open("ada").workspace("Apollo");

        assertThat(inMemory(again)).isZero();
        assertThat(again.board(board).card(card)).isPresent();
        assertThat(inMemory(again)).isEqualTo(1);
        assertThat(again.documents()).hasSize(75);
        assertThat(inMemory(again)).isEqualTo(2);
    }

    @Test
    void noMoreDocumentsStayInMemoryThanAllowed_STORE10() {
        homes.close(workspaceOf75Documents());
        try (Meridian home = Meridian.open(homes.path("ada"), Homes.QUICK.withOpenDocumentsMax(5));
                Workspace again = home.workspace("Apollo")) {
            for (int i = 0; i < 75; i++) {
                assertThat(again.document(documents.get(i)).text()).isEqualTo("Text " + i);
                assertThat(inMemory(again)).isLessThanOrEqualTo(5);
            }
            again.state();
            again.verify();
            assertThat(inMemory(again)).isLessThanOrEqualTo(5);
            again.document(documents.getFirst()).setText("Changed");
            assertThat(again.document(documents.getFirst()).text()).isEqualTo("Changed");
        }
    }
}
