package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.model.discussion.Anchor;
import dev.meridian.model.discussion.Comment;
import dev.meridian.model.discussion.CommentThread;
import dev.meridian.model.id.CardId;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.text.TextRange;
import dev.meridian.model.value.Position;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Talking through the SDK, between two homes. */
class DiscussionHandleTest extends RelayTest {

    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2027-01-08T12:00:00Z"));

    @Test
    void whatIsSaidReachesTheOtherAndOnlyItsAuthorChangesIt_DISC5() {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        CardId card = board.addCard("Crane", Position.ORIGIN);
        Said said = board.discussion(NOON).open(card, Remark.of("No permit").asBlocker());
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        DiscussionHandle there = ben.board(board.id()).discussion(NOON);

        assertThat(there.snapshot().blockers(card)).hasSize(1);
        assertThatThrownBy(() -> there.edit(said.comment(), "There is one"))
                .isInstanceOf(IntentRefused.class)
                .hasMessageContaining("only its author changes it");
        there.reply(said.thread(), Remark.of("There is one"));
        there.clearBlocker(said.comment());
        there.resolve(said.thread());
        ben.sync();
        ada.sync();

        CommentThread thread =
                board.discussion().snapshot().thread(said.thread()).orElseThrow();
        assertThat(thread.resolved()).isTrue();
        assertThat(thread.comments()).extracting(Comment::text).containsExactly("No permit", "There is one");
        assertThat(board.discussion().snapshot().blockers()).isEmpty();
        assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
    }

    @Test
    void aPartOfADocumentIsFoundInItsTextAsItIsWhenThatIsWritten_DISC20() {
        Workspace ada = homes.found(relay);
        DocumentHandle document = ada.createDocument("Brief", "We sail on Monday.");
        Said said = document.discussion(NOON)
                .open(document.id(), Remark.of("Or Tuesday?").about(text -> new TextRange(text.indexOf("Monday"), 6)));
        document.setText("As agreed, we sail on Monday.");

        assertThat(document.discussion().snapshot().thread(said.thread()).flatMap(CommentThread::anchor))
                .contains(new Anchor("Monday", Anchor.State.INTACT, new TextRange(22, 6)));
    }
}
