package dev.meridian.model.discussion;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.OpId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A conversation.
 *
 * @param on what it is about
 * @param anchor the part of the document that it is about; none for the whole
 * @param home where it lies; a comment may lie elsewhere
 * @param made the operation that made it: its author, and its place among threads
 * @param at when it was opened, by its author's clock; 1970 where that cannot be read
 * @param state last said of it: {@code resolved} or {@code open}; nothing where nobody resolved it yet
 * @param settled how many comments those knew who said that it is resolved, and of whom that still stands: the most; 0 where none does
 * @param comments in an order in which each comes after what its author had seen, the same everywhere; those in the trash too
 */
public record CommentThread(
        ThreadId id,
        TopicId on,
        Optional<Anchor> anchor,
        Home home,
        OpId made,
        Instant at,
        Optional<Stamp> state,
        int settled,
        List<Comment> comments,
        Meta meta) {

    /** Words of {@link #state}. */
    static final String RESOLVED = "resolved";

    static final String OPEN = "open";

    public CommentThread {
        comments = List.copyOf(comments);
    }

    /** The device that opened it. */
    public DeviceId author() {
        return made.actor().device();
    }

    /** Comments that are not in the trash. */
    public List<Comment> living() {
        return comments.stream().filter(comment -> !comment.deleted()).toList();
    }

    /** Its comments that hold the work up, or did, in order; without those in the trash. */
    public List<BlockerView> blockers() {
        return comments.stream()
                .filter(comment -> !comment.deleted())
                .flatMap(comment -> BlockerView.of(this, comment).stream())
                .toList();
    }

    /** Whether there is anything to read in it. */
    public boolean shows() {
        return comments.stream().anyMatch(comment -> !comment.deleted());
    }

    /**
     * Whether the state that shows says so, and one who resolved knew all comments: each knew a part of those that are here, so who knew as many as
     * there are knew them all (DISC-8).
     */
    public boolean resolved() {
        return isResolved(state, settled, comments.size());
    }

    static boolean isResolved(Optional<Stamp> state, int settled, int comments) {
        return state.filter(stamp -> stamp.word().equals(RESOLVED)).isPresent() && settled >= comments;
    }

    /** With comments from beside it, which come after its own. */
    CommentThread with(List<Comment> others) {
        List<Comment> all = new ArrayList<>(comments);
        others.stream()
                .filter(other -> comments.stream().noneMatch(own -> own.id().equals(other.id())))
                .forEach(all::add);
        return new CommentThread(id, on, anchor, home, made, at, state, settled, all, meta);
    }

    /** Whether somebody resolved it who did not know all of its comments, so that it is open. */
    public boolean repliedSince() {
        return !resolved()
                && state.filter(stamp -> stamp.word().equals(RESOLVED)).isPresent();
    }
}
