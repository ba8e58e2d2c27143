package dev.meridian.model.discussion;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Boards;
import dev.meridian.model.document.Document;
import dev.meridian.model.document.TextDocument;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DiscussionIntent;
import dev.meridian.model.intent.DiscussionIntent.AddComment;
import dev.meridian.model.intent.DiscussionIntent.OpenThread;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.text.Splice;
import dev.meridian.model.text.TextRange;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Short ways to say what tests of the discussion say all the time. */
final class Talk {

    static final Instant NOON = Instant.parse("2027-01-08T12:00:00Z");
    static final DocumentId DOCUMENT = new DocumentId("d0".repeat(16));

    private Talk() {}

    static ThreadId thread(int number) {
        return new ThreadId(hex(number, 'a'));
    }

    static CommentId comment(int number) {
        return new CommentId(hex(number, 'b'));
    }

    static MemberId member(int number) {
        return new MemberId(hex(number, 'e'));
    }

    private static String hex(int number, char kind) {
        return "%02x".formatted(number * 16 & 0xff) + kind + "%029x".formatted(number);
    }

    static OpenThread onCard(int thread, int card) {
        return new OpenThread(thread(thread), Boards.card(card), Optional.empty(), NOON);
    }

    static OpenThread onText(int thread, int start, int length) {
        return new OpenThread(thread(thread), DOCUMENT, Optional.of(new TextRange(start, length)), NOON);
    }

    static OpenThread onDocument(int thread) {
        return new OpenThread(thread(thread), DOCUMENT, Optional.empty(), NOON);
    }

    static AddComment says(int comment, int thread, String text) {
        return new AddComment(comment(comment), thread(thread), text, Set.of(), NOON);
    }

    static BoardIntent[] board(DiscussionIntent... intents) {
        return Arrays.stream(intents).map(BoardIntent.Discuss::new).toArray(BoardIntent[]::new);
    }

    static DocumentIntent[] document(DiscussionIntent... intents) {
        return Arrays.stream(intents).map(DocumentIntent.Discuss::new).toArray(DocumentIntent[]::new);
    }

    static DocumentIntent splice(int position, int deleteCount, String insert) {
        return new DocumentIntent.EditText(List.of(new Splice(position, deleteCount, insert)));
    }

    static Peer<Document, DocumentIntent> writer(int number) {
        return new Peer<>(number, TextDocument::open);
    }

    static CommentThread threadOf(Peer<Board, BoardIntent> peer, int number) {
        return peer.snapshot().discussion().thread(thread(number)).orElseThrow();
    }

    static Comment commentOf(Peer<Board, BoardIntent> peer, int number) {
        return peer.snapshot().discussion().comment(comment(number)).orElseThrow();
    }

    static Anchor anchorOf(Peer<Document, DocumentIntent> peer, int number) {
        return peer.snapshot()
                .discussion()
                .thread(thread(number))
                .flatMap(CommentThread::anchor)
                .orElseThrow();
    }
}
