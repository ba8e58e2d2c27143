package dev.meridian.model.workspace;

import static dev.meridian.model.board.Boards.add;
import static dev.meridian.model.board.Boards.card;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Boards;
import dev.meridian.model.document.Document;
import dev.meridian.model.document.TextDocument;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.json.JsonText;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.team.Team;
import dev.meridian.model.team.TeamDocument;
import dev.meridian.model.text.Splice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The export of a whole workspace: the same on both sides, byte for byte, once both have met. */
class WorkspaceJsonTest {

    private static final BoardId ROADMAP = new BoardId("b0000000000000000000000000000001");
    private static final DocumentId BRIEF = new DocumentId("d0000000000000000000000000000001");

    /** One person's devices' documents. */
    private static final class Home implements AutoCloseable {
        final Peer<Team, TeamIntent> team;
        final Peer<Board, BoardIntent> board;
        final Peer<Document, DocumentIntent> document;

        Home(int number) {
            team = new Peer<>(number, TeamDocument::open);
            board = Boards.peer(number);
            document = new Peer<>(number, TextDocument::open);
        }

        WorkspaceState state() {
            return new WorkspaceState(
                    team.snapshot(),
                    new TreeMap<>(Map.of(ROADMAP, board.snapshot())),
                    new TreeMap<>(Map.of(BRIEF, document.snapshot())));
        }

        String json() {
            return new String(WorkspaceJson.of(state()), StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            team.close();
            board.close();
            document.close();
        }
    }

    private static void meet(Home anna, Home ben) {
        Peer.sync(anna.team, ben.team);
        Peer.sync(anna.board, ben.board);
        Peer.sync(anna.document, ben.document);
    }

    private static void fill(Home anna) {
        anna.team.apply(
                new TeamIntent.Create("Orbit"),
                new TeamIntent.AddBoard(ROADMAP, "Roadmap", 0),
                new TeamIntent.AddDocument(BRIEF, "Brief"));
        anna.board.apply(new BoardIntent.Create(), add(1, "One"), add(2, "Two"));
        anna.document.apply(
                new DocumentIntent.Create(), new DocumentIntent.EditText(List.of(Splice.insert(0, "Why.\n"))));
    }

    @Test
    void bothSidesGiveTheSameBytesOnceTheyHaveMet_JSON_5() {
        try (Home anna = new Home(1);
                Home ben = new Home(2)) {
            fill(anna);
            meet(anna, ben);
            anna.board.apply(new BoardIntent.SetTitle(card(1), "Uno"), new BoardIntent.Delete(card(2)));
            ben.board.apply(new BoardIntent.SetTitle(card(1), "Eins"), new BoardIntent.AddLabel(card(2), "kept"));
            anna.document.apply(new DocumentIntent.EditText(List.of(Splice.insert(0, "# Brief\n"))));
            ben.document.apply(new DocumentIntent.EditText(List.of(Splice.insert(5, "How.\n"))));
            assertThat(anna.json()).isNotEqualTo(ben.json());
            meet(anna, ben);

            assertThat(anna.json()).isEqualTo(ben.json());
            assertThat(anna.json())
                    .contains("\"format\": \"meridian-workspace/1\"")
                    .contains("\"text\": \"# Brief\\nWhy.\\nHow.\\n\"")
                    .contains("\"Uno\"", "\"Eins\"", "\"conflicts\"", "\"revived\"", "\"kept\"")
                    .endsWith("}\n");
            assertThat(JsonText.parse(anna.json()).orElseThrow().print() + "\n").isEqualTo(anna.json());
        }
    }

    @Test
    void aDocumentEditedWhileItWasDeletedIsThereAndSaysSo_LIFE_8() {
        try (Home anna = new Home(1);
                Home ben = new Home(2)) {
            fill(anna);
            meet(anna, ben);
            anna.team.apply(
                    new TeamIntent.Delete(BRIEF, anna.document.document().heads()));
            assertThat(anna.state().documentsByTitle()).isEmpty();
            assertThat(anna.json()).contains("\"deleted\": true");
            ben.document.apply(new DocumentIntent.EditText(List.of(Splice.insert(0, "Needed: "))));
            meet(anna, ben);

            assertThat(anna.state().documentsByTitle())
                    .extracting(each -> each.id())
                    .containsExactly(BRIEF);
            assertThat(anna.json()).contains("\"editedSinceDeletion\": true").doesNotContain("\"deleted\"");
            assertThat(anna.json()).isEqualTo(ben.json());
        }
    }

    @Test
    void boardsAreListedInTheirOrder() {
        BoardId second = new BoardId("a0000000000000000000000000000002");
        try (Home anna = new Home(1)) {
            fill(anna);
            anna.team.apply(new TeamIntent.AddBoard(second, "Ideas", 1));
            assertThat(anna.state().boardsInOrder())
                    .extracting(each -> each.title())
                    .containsExactly("Roadmap", "Ideas");

            anna.team.apply(new TeamIntent.Delete(ROADMAP, anna.board.document().heads()));
            assertThat(anna.state().boardsInOrder())
                    .extracting(each -> each.title())
                    .containsExactly("Ideas");
        }
    }
}
