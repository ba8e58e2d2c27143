package dev.meridian.model.discussion;

import static dev.meridian.model.discussion.Talk.NOON;
import static dev.meridian.model.discussion.Talk.board;
import static dev.meridian.model.discussion.Talk.comment;
import static dev.meridian.model.discussion.Talk.commentOf;
import static dev.meridian.model.discussion.Talk.member;
import static dev.meridian.model.discussion.Talk.onCard;
import static dev.meridian.model.discussion.Talk.onDocument;
import static dev.meridian.model.discussion.Talk.onText;
import static dev.meridian.model.discussion.Talk.says;
import static dev.meridian.model.discussion.Talk.thread;
import static dev.meridian.model.discussion.Talk.threadOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Boards;
import dev.meridian.model.event.Event;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DiscussionIntent;
import dev.meridian.model.intent.DiscussionIntent.AddComment;
import dev.meridian.model.intent.DiscussionIntent.ClearBlocker;
import dev.meridian.model.intent.DiscussionIntent.DeleteComment;
import dev.meridian.model.intent.DiscussionIntent.EditComment;
import dev.meridian.model.intent.DiscussionIntent.RaiseBlocker;
import dev.meridian.model.intent.DiscussionIntent.ReopenThread;
import dev.meridian.model.intent.DiscussionIntent.ResolveThread;
import dev.meridian.model.intent.DiscussionIntent.RestoreComment;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.plan.Edited;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Stamp;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscussionTest {

    private static final Instant LATER = NOON.plusSeconds(3600);

    private final Peer<Board, BoardIntent> anna = Boards.created(1);
    private final Peer<Board, BoardIntent> ben = Boards.peer(2);

    @BeforeEach
    void aCardThatBothKnow() {
        anna.apply(Boards.add(1, "Harbour"), Boards.add(2, "Ferry"));
        ben.receiveFrom(anna);
    }

    @AfterEach
    void close() {
        anna.close();
        ben.close();
    }

    private Edited anna(DiscussionIntent... intents) {
        return anna.apply(board(intents));
    }

    private Edited ben(DiscussionIntent... intents) {
        return ben.apply(board(intents));
    }

    private String refusal(DiscussionIntent... intents) {
        return String.valueOf(
                catchThrowableOfType(IntentRefused.class, () -> anna(intents)).getMessage());
    }

    @Test
    void aThreadHasCommentsInTheOrderInWhichTheyWereSeen_DISC_3() {
        Edited opened = anna(onCard(1, 1), says(9, 1, "Which pier?"));
        ben.receiveFrom(anna);
        ben(says(5, 1, "The old one."));
        anna.receiveFrom(ben);
        anna(says(2, 1, "It has no crane."));
        Peer.sync(anna, ben);

        CommentThread thread = threadOf(ben, 1);
        assertThat(thread.on()).isEqualTo(Boards.card(1));
        assertThat(thread.author()).isEqualTo(anna.device());
        assertThat(thread.at()).isEqualTo(NOON);
        assertThat(thread.comments())
                .extracting(Comment::text)
                .containsExactly("Which pier?", "The old one.", "It has no crane.");
        assertThat(thread.comments())
                .extracting(Comment::author)
                .containsExactly(anna.device(), ben.device(), anna.device());
        assertThat(opened.events())
                .containsExactly(new Event.Added(thread(1), anna.device()), new Event.Added(comment(9), anna.device()));
    }

    @Test
    void threadsAreListedByWhatTheyAreAbout_DISC_2() {
        anna(onCard(1, 1), says(1, 1, "One"), onCard(2, 2), says(2, 2, "Two"), onCard(3, 1), says(3, 3, "Three"));

        Discussion all = anna.snapshot().discussion();
        assertThat(all.about(Boards.card(1))).extracting(CommentThread::id).containsExactly(thread(1), thread(3));
        assertThat(all.byTopic().keySet()).containsExactly(Boards.card(1), Boards.card(2));
    }

    @Test
    void aThreadWithoutACommentToReadDoesNotShow_DISC_4() {
        anna(onCard(1, 1), says(1, 1, "Oops"));
        anna(new DeleteComment(comment(1)));

        assertThat(anna.snapshot().discussion().inOrder()).isEmpty();
        assertThat(threadOf(anna, 1).comments()).hasSize(1);
    }

    @Test
    void anEditedCommentSaysWhoEditedItAndWhen_DISC_5() {
        anna(onCard(1, 1), says(1, 1, "Pier 3"));
        anna(new EditComment(comment(1), "Pier 4", Set.of(), LATER));

        Comment edited = commentOf(anna, 1);
        assertThat(edited.text()).isEqualTo("Pier 4");
        assertThat(edited.at()).isEqualTo(NOON);
        assertThat(edited.editedAt()).contains(LATER);
        assertThat(edited.editedBy()).contains(anna.device());
        assertThat(anna(new EditComment(comment(1), "Pier 4", Set.of(), LATER.plusSeconds(9)))
                        .changes())
                .isEmpty();
    }

    @Test
    void textsWrittenAtOnceAreAConflict_DISC_5() {
        anna(onCard(1, 1), says(1, 1, "Pier 3"));
        ben.receiveFrom(anna);
        anna(new EditComment(comment(1), "Pier 4", Set.of(), LATER));
        ben(new EditComment(comment(1), "Pier 5", Set.of(), LATER));
        Peer.sync(anna, ben);

        assertThat(commentOf(anna, 1).meta().conflict(Field.TEXT).orElseThrow().candidates())
                .extracting(each -> each.value().orElseThrow())
                .containsExactlyInAnyOrder("Pier 4", "Pier 5");
        anna(new EditComment(comment(1), commentOf(anna, 1).text(), Set.of(), LATER));
        assertThat(commentOf(anna, 1).meta().conflicts()).isEmpty();
    }

    @Test
    void aDeletedCommentIsInTheTrashAndComesBack_DISC_6() {
        anna(onCard(1, 1), says(1, 1, "Pier 3"));
        Edited deleted = anna(new DeleteComment(comment(1)));
        assertThat(commentOf(anna, 1).deleted()).isTrue();
        assertThat(deleted.events()).containsExactly(new Event.Deleted(comment(1), anna.device()));
        assertThat(refusal(new EditComment(comment(1), "x", Set.of(), NOON))).contains("is in the trash");

        anna(new RestoreComment(comment(1)));
        assertThat(commentOf(anna, 1).deleted()).isFalse();
    }

    @Test
    void aReplyOpensAResolvedThreadAgain_DISC_8() {
        anna(onCard(1, 1), says(1, 1, "Done?"));
        anna(new ResolveThread(thread(1), LATER));
        assertThat(threadOf(anna, 1).resolved()).isTrue();
        assertThat(threadOf(anna, 1).state()).contains(new Stamp("resolved", LATER, 1, anna.device()));
        assertThat(anna(new ResolveThread(thread(1), LATER.plusSeconds(1))).changes())
                .isEmpty();

        anna(says(2, 1, "No."));
        assertThat(threadOf(anna, 1).resolved()).isFalse();
        assertThat(threadOf(anna, 1).repliedSince()).isTrue();

        anna(new ResolveThread(thread(1), LATER.plusSeconds(2)));
        assertThat(threadOf(anna, 1).resolved()).isTrue();
        anna(new ReopenThread(thread(1), LATER.plusSeconds(3)));
        assertThat(threadOf(anna, 1).resolved()).isFalse();
        assertThat(threadOf(anna, 1).repliedSince()).isFalse();
    }

    @Test
    void aThreadResolvedWhileAnotherRepliesIsOpen_DISC_8() {
        anna(onCard(1, 1), says(1, 1, "Done?"));
        ben.receiveFrom(anna);
        anna(new ResolveThread(thread(1), LATER));
        ben(says(2, 1, "Wait, the crane!"));
        Peer.sync(anna, ben);

        assertThat(threadOf(anna, 1).resolved()).isFalse();
        assertThat(threadOf(anna, 1).repliedSince()).isTrue();
    }

    @Test
    void aThreadResolvedByTwoAtOnceIsResolvedWithoutAConflict_DISC_8() {
        anna(onCard(1, 1), says(1, 1, "Done?"));
        ben.receiveFrom(anna);
        anna(new ResolveThread(thread(1), LATER));
        ben(says(2, 1, "Yes."), new ResolveThread(thread(1), LATER.plusSeconds(60)));
        Peer.sync(anna, ben);

        assertThat(threadOf(anna, 1).resolved()).isTrue();
        assertThat(threadOf(anna, 1).meta().conflicts()).isEmpty();
    }

    @Test
    void aBlockerBlocksUntilItIsCleared_DISC_10() {
        anna(onCard(1, 1), says(1, 1, "No permit"), new RaiseBlocker(comment(1), NOON));
        ben.receiveFrom(anna);
        assertThat(ben.snapshot().discussion().blockers(Boards.card(1)))
                .singleElement()
                .satisfies(blocker -> {
                    assertThat(blocker.text()).isEqualTo("No permit");
                    assertThat(blocker.raisedBy()).isEqualTo(anna.device());
                    assertThat(blocker.raisedAt()).isEqualTo(NOON);
                    assertThat(blocker.cleared()).isEmpty();
                });

        ben(new ClearBlocker(comment(1), LATER));
        anna.receiveFrom(ben);
        assertThat(anna.snapshot().discussion().blockers()).isEmpty();
        assertThat(anna.snapshot().discussion().everBlockers())
                .singleElement()
                .extracting(blocker -> blocker.cleared().orElseThrow())
                .isEqualTo(new Stamp("cleared", LATER, 1, ben.device()));

        anna(new RaiseBlocker(comment(1), LATER.plusSeconds(5)));
        assertThat(anna.snapshot().discussion().blockers()).hasSize(1);
        anna(new DeleteComment(comment(1)));
        assertThat(anna.snapshot().discussion().blockers()).isEmpty();
    }

    @Test
    void aBlockerClearedByTwoAtOnceIsNoConflictAndOneRaisedAgainBlocks_DISC_10() {
        anna(onCard(1, 1), says(1, 1, "No permit"), new RaiseBlocker(comment(1), NOON));
        ben.receiveFrom(anna);
        ben(new ClearBlocker(comment(1), LATER));
        anna(new ClearBlocker(comment(1), LATER.plusSeconds(1)), new RaiseBlocker(comment(1), LATER.plusSeconds(2)));
        Peer.sync(anna, ben);

        assertThat(commentOf(ben, 1).blocks()).isTrue();
        assertThat(commentOf(ben, 1).meta().conflicts()).isEmpty();
    }

    @Test
    void aResolvedThreadKeepsItsBlocker_DISC_11() {
        anna(onCard(1, 1), says(1, 1, "No permit"), new RaiseBlocker(comment(1), NOON));
        anna(new ResolveThread(thread(1), LATER));

        assertThat(anna.snapshot().discussion().blockers()).hasSize(1);
    }

    @Test
    void mentionsAreASetBesideTheText_DISC_12() {
        anna(onCard(1, 1), new AddComment(comment(1), thread(1), "@Ben", Set.of(member(2)), NOON));
        assertThat(commentOf(anna, 1).mentions()).containsExactly(member(2));
        anna(new EditComment(comment(1), "@Cy", Set.of(member(3)), LATER));
        assertThat(commentOf(anna, 1).mentions()).containsExactly(member(3));
    }

    @Test
    void whatCannotBeSaidIsRefusedWithASentence_DISC_1() {
        assertThat(refusal(onCard(1, 7))).isEqualTo("There is no card " + Boards.card(7) + " here.");
        assertThat(refusal(onDocument(1))).isEqualTo("A thread about a document belongs to the document.");
        assertThat(refusal(onText(1, 0, 1))).isEqualTo("A thread about a document belongs to the document.");
        assertThat(refusal(onCard(1, 1), says(1, 1, " \n "))).isEqualTo("A comment needs some words.");
        assertThat(refusal(onCard(1, 1), says(1, 1, "x".repeat(10_001))))
                .isEqualTo("A comment has at most 10000 characters.");
        assertThat(refusal(onCard(1, 1), says(1, 1, "a\u001b[31m")))
                .isEqualTo("A comment cannot contain control characters.");
        assertThat(refusal(says(1, 1, "x"))).isEqualTo("There is no thread " + thread(1) + " here.");
        assertThat(refusal(onCard(1, 1), says(1, 1, "x"), new ClearBlocker(comment(1), NOON)))
                .isEqualTo("The comment " + comment(1) + " was never called a blocker.");
        assertThat(anna.snapshot().discussion()).isEqualTo(Discussion.NONE);
    }
}
