package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.board.Card;
import dev.meridian.model.id.CardId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two homes, one relay. */
class TwoPeopleTest extends RelayTest {

    @Test
    void whoeverJoinsHoldsEverything() {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        CardId card = board.addCard("Launch", new Position(10, 20));
        ada.createDocument("Why", "Because.\n");
        SyncReport report = ada.sync();
        assertThat(report.changesSent()).isEqualTo(6);
        assertThat(ada.status().outboxChanges()).isZero();

        Workspace ben = homes.join(ada, "ben");

        assertThat(ben.board(board.id()).card(card).map(Card::title)).contains("Launch");
        assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
        assertThat(ben.team().members()).hasSize(2);
        assertThat(ben.me()).isEqualTo(ben.team().member("ben"));
    }

    @Test
    void documentsAndBoardsThatBeginAlikeAllArrive_ENV3() {
        Workspace ada = homes.found(relay);
        for (String title : List.of("One", "Two", "Three")) {
            ada.createDocument(title, "");
            ada.createBoard(title);
            ada.sync();
        }
        Workspace ben = homes.join(ada, "ben");

        assertThat(ben.documents())
                .hasSize(3)
                .allSatisfy(entry ->
                        assertThat(ben.document(entry.id()).snapshot().exists()).isTrue());
        assertThat(ben.boards())
                .hasSize(3)
                .allSatisfy(entry ->
                        assertThat(ben.board(entry.id()).snapshot().exists()).isTrue());
        assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
    }

    @Test
    void bothEditOfflineAndMergeToTheSame() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle ours = ada.createBoard("Roadmap");
        CardId first = ours.addCard("First", new Position(0, 0));
        CardId second = ours.addCard("Second", new Position(300, 0));
        DocumentHandle why = ada.createDocument("Why", "The same paragraph.\n");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        BoardHandle theirs = ben.board(ours.id());
        relay.stop();

        ours.setTitle(first, "First, says Ada");
        theirs.setTitle(first, "First, says Ben");
        ours.link(first, second, DependencyKind.BLOCKS);
        ours.delete(second);
        theirs.move(second, new Position(900, 900));
        theirs.link(second, first, DependencyKind.BLOCKS);
        why.setText("The same long paragraph.\n");
        ben.document(why.id()).setText("The same paragraph, longer.\n");
        assertThat(ada.status().outboxChanges()).isEqualTo(4);

        relay.start();
        ada.sync();
        ben.sync();
        ada.sync();

        assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
        assertThat(why.text()).isEqualTo("The same long paragraph, longer.\n");
        Card merged = ours.card(first).orElseThrow();
        assertThat(merged.meta().conflict(Field.TITLE)).isPresent();
        assertThat(ours.card(second).orElseThrow().deleted()).isFalse();
        assertThat(ours.snapshot().cycles()).hasSize(1);
        assertThat(ada.status().conflicts()).isEqualTo(1);
        assertThat(ada.status().cycles()).isEqualTo(1);
        assertThat(ada.verify().problems()).isEmpty();
        assertThat(ben.verify().problems()).isEmpty();
    }

    @Test
    void anEmptyEditSendsNothing() {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        CardId card = board.addCard("Launch", new Position(0, 0));
        ada.sync();

        Edit edit = board.apply(new BoardIntent.SetTitle(card, "Launch"));

        assertThat(edit.changes()).isZero();
        assertThat(ada.status().outboxChanges()).isZero();
    }
}
