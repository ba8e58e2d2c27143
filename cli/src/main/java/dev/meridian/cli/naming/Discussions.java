package dev.meridian.cli.naming;

import dev.meridian.client.BoardHandle;
import dev.meridian.client.DiscussionHandle;
import dev.meridian.client.Workspace;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.discussion.Comment;
import dev.meridian.model.discussion.CommentThread;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.team.DocumentEntry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds what a person names of what is said in an open workspace. */
public final class Discussions {

    /** Something to talk about, not in the trash. */
    public record Topic(DiscussionHandle discussion, TopicId id, String title) {}

    /** A thread with something to read, or all of whose comments are in the trash. */
    public record FoundThread(Topic topic, CommentThread thread) {}

    public record FoundComment(FoundThread in, Comment comment) {}

    private final Workspace workspace;
    private final Names names;
    private final InstantSource clock;

    /** @param clock that what is written bears the time of */
    public Discussions(Workspace workspace, InstantSource clock) {
        this.workspace = workspace;
        this.names = new Names(workspace);
        this.clock = clock;
    }

    /** A card, of the named board or of any, or a document. */
    public Topic topic(Optional<String> board, String name) {
        Candidates<Topic> candidates = new Candidates<>("card or document");
        for (BoardHandle handle : names.boards(board)) {
            handle.snapshot().cards().values().stream()
                    .filter(card -> !card.deleted())
                    .forEach(card -> add(candidates, of(handle, card)));
        }
        if (board.isEmpty()) {
            workspace.documents().forEach(entry -> add(candidates, of(entry)));
        }
        return candidates.pick(name);
    }

    private static void add(Candidates<Topic> candidates, Topic topic) {
        candidates.add(topic.id().hex(), topic.title(), topic);
    }

    private Topic of(BoardHandle board, Card card) {
        return new Topic(board.discussion(clock), card.id(), card.title());
    }

    private Topic of(DocumentEntry entry) {
        return new Topic(workspace.document(entry.id()).discussion(clock), entry.id(), entry.title());
    }

    /** All threads about what is not in the trash, board by board, then document by document. */
    public List<FoundThread> threads() {
        List<FoundThread> found = new ArrayList<>();
        for (BoardHandle handle : names.boards(Optional.empty())) {
            Board board = handle.snapshot();
            board.discussion()
                    .all()
                    .forEach(thread -> card(board, thread.on())
                            .ifPresent(card -> found.add(new FoundThread(of(handle, card), thread))));
        }
        for (DocumentEntry entry : workspace.documents()) {
            Topic topic = of(entry);
            topic.discussion().snapshot().all().stream()
                    .filter(thread -> thread.on().equals(entry.id()))
                    .forEach(thread -> found.add(new FoundThread(topic, thread)));
        }
        return found;
    }

    private static Optional<Card> card(Board board, TopicId topic) {
        return switch (topic) {
            case CardId card -> board.card(card).filter(each -> !each.deleted());
            case DocumentId document -> Optional.empty();
        };
    }

    /** A thread by the beginning of its id, or by part of its first comment. */
    public FoundThread thread(String name) {
        Candidates<FoundThread> candidates = new Candidates<>("thread");
        threads().stream()
                .filter(found -> found.thread().shows())
                .forEach(found -> candidates.add(
                        found.thread().id().hex(),
                        firstLine(found.thread().living().getFirst()),
                        found));
        return candidates.pick(name);
    }

    /** A comment by the beginning of its id, or by part of its first line. */
    public FoundComment comment(String name) {
        return comment("comment", name, comment -> !comment.deleted());
    }

    /** One that is in the trash. */
    public FoundComment deletedComment(String name) {
        return comment("comment in the trash", name, Comment::deleted);
    }

    /** One that was called a blocker. */
    public FoundComment blocker(String name) {
        return comment("blocker", name, comment -> !comment.deleted() && comment.isRaised());
    }

    private FoundComment comment(String kind, String name, Predicate<Comment> wanted) {
        Candidates<FoundComment> candidates = new Candidates<>(kind);
        threads()
                .forEach(found -> found.thread().comments().stream()
                        .filter(wanted)
                        .forEach(comment -> candidates.add(
                                comment.id().hex(), firstLine(comment), new FoundComment(found, comment))));
        return candidates.pick(name);
    }

    private static String firstLine(Comment comment) {
        return comment.text()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }
}
