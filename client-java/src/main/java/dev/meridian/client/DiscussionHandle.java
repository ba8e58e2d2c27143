package dev.meridian.client;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.discussion.Comment;
import dev.meridian.model.discussion.Discussion;
import dev.meridian.model.discussion.Mentions;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DiscussionIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Team;
import dev.meridian.model.text.TextRange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is said about the cards of a board, or about a document. All that it writes bears the time of its clock: it is shown and decides nothing.
 */
public final class DiscussionHandle {
    private final Workspace workspace;
    private final Place place;
    private final InstantSource clock;

    /** The document that holds the discussion. */
    private sealed interface Place {
        record OfBoard(BoardId id) implements Place {}

        record OfDocument(DocumentId id) implements Place {}
    }

    private DiscussionHandle(Workspace workspace, Place place, InstantSource clock) {
        this.workspace = workspace;
        this.place = place;
        this.clock = clock;
    }

    static DiscussionHandle of(Workspace workspace, BoardId board, InstantSource clock) {
        return new DiscussionHandle(workspace, new Place.OfBoard(board), clock);
    }

    static DiscussionHandle of(Workspace workspace, DocumentId document, InstantSource clock) {
        return new DiscussionHandle(workspace, new Place.OfDocument(document), clock);
    }

    /** The board whose cards it is about; none where it is about a document. */
    public Optional<BoardId> board() {
        return place instanceof Place.OfBoard of ? Optional.of(of.id()) : Optional.empty();
    }

    /** The document that it is about; none where it is about cards. */
    public Optional<DocumentId> document() {
        return place instanceof Place.OfDocument of ? Optional.of(of.id()) : Optional.empty();
    }

    /** As it is now. */
    public Discussion snapshot() {
        return workspace.read(this::discussion);
    }

    private Discussion discussion(View view) {
        return switch (place) {
            case Place.OfBoard of -> view.board(of.id()).discussion();
            case Place.OfDocument of -> view.document(of.id()).discussion();
        };
    }

    private String text(View view) {
        return switch (place) {
            case Place.OfBoard of -> "";
            case Place.OfDocument of -> view.document(of.id()).text();
        };
    }

    /**
     * Opens a thread.
     *
     * @param on a card of the board, or the document
     * @throws IntentRefused as it says
     */
    public Said open(TopicId on, Remark remark) {
        ThreadId thread = new ThreadId(workspace.newId());
        CommentId comment = new CommentId(workspace.newId());
        Instant at = clock.instant();
        apply(view -> {
            List<DiscussionIntent> intents = new ArrayList<>();
            Optional<TextRange> range = remark.part().map(part -> part.apply(text(view)));
            intents.add(new DiscussionIntent.OpenThread(thread, on, range, at));
            intents.addAll(comment(comment, thread, remark, at, view.team()));
            return intents;
        });
        return new Said(thread, comment);
    }

    /** Adds a comment to a thread; a resolved one is open again then. @throws IntentRefused as it says */
    public Said reply(ThreadId thread, Remark remark) {
        CommentId comment = new CommentId(workspace.newId());
        Instant at = clock.instant();
        apply(view -> comment(comment, thread, remark, at, view.team()));
        return new Said(thread, comment);
    }

    private static List<DiscussionIntent> comment(
            CommentId comment, ThreadId thread, Remark remark, Instant at, Team team) {
        List<DiscussionIntent> intents = new ArrayList<>();
        intents.add(
                new DiscussionIntent.AddComment(comment, thread, remark.text(), Mentions.in(remark.text(), team), at));
        if (remark.blocker()) {
            intents.add(new DiscussionIntent.RaiseBlocker(comment, at));
        }
        return intents;
    }

    /** Replaces the text of a comment of one's own. @throws IntentRefused where it is another's, and as it says */
    public Edit edit(CommentId comment, String text) {
        Instant at = clock.instant();
        return apply(view -> {
            checkOwn(view, comment);
            Set<MemberId> mentions = Mentions.in(text, view.team());
            return List.of(new DiscussionIntent.EditComment(comment, text, mentions, at));
        });
    }

    /** Moves a comment of one's own to the trash. @throws IntentRefused where it is another's, and as it says */
    public Edit delete(CommentId comment) {
        return apply(view -> {
            checkOwn(view, comment);
            return List.of(new DiscussionIntent.DeleteComment(comment));
        });
    }

    /** Takes a comment of one's own out of the trash. @throws IntentRefused where it is another's, and as it says */
    public Edit restore(CommentId comment) {
        return apply(view -> {
            checkOwn(view, comment);
            return List.of(new DiscussionIntent.RestoreComment(comment));
        });
    }

    private void checkOwn(View view, CommentId id) {
        Team team = view.team();
        discussion(view)
                .comment(id)
                .map(Comment::author)
                .filter(author -> !isMine(team, author))
                .ifPresent(author -> {
                    String name = team.memberOf(author).map(Member::name).orElse("somebody else");
                    throw new IntentRefused(0, "This comment is by " + name + ": only its author changes it.");
                });
    }

    private boolean isMine(Team team, DeviceId author) {
        DeviceId here = workspace.core().modelDevice();
        return author.equals(here)
                || team.memberOf(author)
                        .filter(member -> team.memberOf(here)
                                .filter(me -> me.id().equals(member.id()))
                                .isPresent())
                        .isPresent();
    }

    /** Says that a thread is settled. */
    public Edit resolve(ThreadId thread) {
        Instant at = clock.instant();
        return apply(view -> List.of(new DiscussionIntent.ResolveThread(thread, at)));
    }

    public Edit reopen(ThreadId thread) {
        Instant at = clock.instant();
        return apply(view -> List.of(new DiscussionIntent.ReopenThread(thread, at)));
    }

    /** Says that what a comment says holds the work up. */
    public Edit raiseBlocker(CommentId comment) {
        Instant at = clock.instant();
        return apply(view -> List.of(new DiscussionIntent.RaiseBlocker(comment, at)));
    }

    /** Says that it does not any more. */
    public Edit clearBlocker(CommentId comment) {
        Instant at = clock.instant();
        return apply(view -> List.of(new DiscussionIntent.ClearBlocker(comment, at)));
    }

    private Edit apply(Function<View, List<DiscussionIntent>> planner) {
        return workspace.apply(view -> {
            List<DiscussionIntent> intents = planner.apply(view);
            return switch (place) {
                case Place.OfBoard of ->
                    Plan.builder()
                            .board(
                                    of.id(),
                                    intents.stream()
                                            .<BoardIntent>map(BoardIntent.Discuss::new)
                                            .toList())
                            .build();
                case Place.OfDocument of ->
                    Plan.builder()
                            .document(
                                    of.id(),
                                    intents.stream()
                                            .<DocumentIntent>map(DocumentIntent.Discuss::new)
                                            .toList())
                            .build();
            };
        });
    }
}
