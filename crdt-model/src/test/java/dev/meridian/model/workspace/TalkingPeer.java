package dev.meridian.model.workspace;

import dev.meridian.model.automerge.Replica;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.discussion.Comments;
import dev.meridian.model.discussion.CommentsDocument;
import dev.meridian.model.discussion.Discussion;
import dev.meridian.model.discussion.DiscussionRoute;
import dev.meridian.model.document.Document;
import dev.meridian.model.document.TextDocument;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.CommentsIntent;
import dev.meridian.model.intent.DiscussionIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.Intent;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.plan.PlanDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A device with a board or document and the document of comments beside it. */
final class TalkingPeer<S, I extends Intent> implements AutoCloseable {

    /** What differs between a board and a document. */
    record Kind<S, I extends Intent>(
            Class<I> family,
            Function<Replica, PlanDocument<S, I>> open,
            Function<S, Discussion> discussion,
            BiFunction<S, TopicId, Optional<String>> whyNoTalk,
            Function<I, Optional<DiscussionIntent>> said,
            Function<DiscussionIntent, I> say) {

        static Kind<Board, BoardIntent> board() {
            return new Kind<>(
                    BoardIntent.class,
                    BoardDocument::open,
                    Board::discussion,
                    Board::whyNoTalk,
                    intent -> intent instanceof BoardIntent.Discuss discuss
                            ? Optional.of(discuss.intent())
                            : Optional.empty(),
                    BoardIntent.Discuss::new);
        }

        static Kind<Document, DocumentIntent> document() {
            return new Kind<>(
                    DocumentIntent.class,
                    TextDocument::open,
                    Document::discussion,
                    Document::whyNoTalk,
                    intent -> intent instanceof DocumentIntent.Discuss discuss
                            ? Optional.of(discuss.intent())
                            : Optional.empty(),
                    DocumentIntent.Discuss::new);
        }
    }

    private final Kind<S, I> kind;
    private final Peer<S, I> content;
    private final Peer<Comments, CommentsIntent> beside;

    TalkingPeer(int number, Kind<S, I> kind) {
        this.kind = kind;
        this.content = new Peer<>(number, kind.open());
        this.beside = new Peer<>(number, CommentsDocument::open);
    }

    /** As programs do that know no document of comments. */
    void applyAsEarlier(List<I> intents) {
        content.apply(intents);
    }

    /** A list that talks, or one that does not. */
    void apply(List<I> intents) {
        List<DiscussionRoute.Part<DiscussionIntent>> said = new ArrayList<>();
        for (int i = 0; i < intents.size(); i++) {
            int index = i;
            kind.said().apply(intents.get(i)).ifPresent(each -> said.add(new DiscussionRoute.Part<>(index, each)));
        }
        if (said.isEmpty()) {
            content.apply(intents);
            return;
        }
        DiscussionRoute.Routed routed = DiscussionRoute.of(
                said,
                discussion(),
                content.document().replica(),
                topic -> kind.whyNoTalk().apply(content.snapshot(), topic));
        write(
                content,
                routed.content().stream()
                        .map(part -> new DiscussionRoute.Part<>(
                                part.index(), kind.say().apply(part.intent())))
                        .toList());
        write(beside, routed.comments());
    }

    private static <T extends Intent> void write(Peer<?, T> peer, List<DiscussionRoute.Part<T>> parts) {
        if (parts.isEmpty()) {
            return;
        }
        try {
            peer.apply(parts.stream().map(DiscussionRoute.Part::intent).toList());
        } catch (IntentRefused e) {
            throw e.at(parts.get(e.index()).index());
        }
    }

    void receiveFrom(TalkingPeer<S, I> other) {
        content.receiveFrom(other.content);
        beside.receiveFrom(other.beside);
    }

    Discussion discussion() {
        return said((CommentsDocument) beside.document());
    }

    /** As one sees it who opens the same changes. */
    Discussion reopened() {
        List<byte[]> chunks =
                beside.changes().stream().map(change -> change.chunk()).toList();
        try (CommentsDocument fresh =
                CommentsDocument.open(Replica.open(beside.document().replica().actor(), chunks))) {
            return said(fresh);
        }
    }

    private Discussion said(CommentsDocument comments) {
        return comments.beside(
                kind.discussion().apply(content.snapshot()),
                Optional.of(content.document().replica()));
    }

    @Override
    public void close() {
        content.close();
        beside.close();
    }
}
