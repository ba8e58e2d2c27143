package dev.meridian.model.discussion;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.OpId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A conversation.
 *
 * @param on what it is about
 * @param anchor the part of the document that it is about; none for the whole
 * @param made the operation that made it: its author, and its place among threads
 * @param at when it was opened, by its author's clock; 1970 where that cannot be read
 * @param state last said of it: {@code resolved} or {@code open}; nothing where nobody resolved it yet
 * @param resolved whether it is: said so by somebody who knew every comment that is here
 * @param comments in an order in which each comes after what its author had seen, the same everywhere; those in the trash too
 */
public record CommentThread(
        ThreadId id,
        TopicId on,
        Optional<Anchor> anchor,
        OpId made,
        Instant at,
        Optional<Stamp> state,
        boolean resolved,
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

    /** Whether somebody resolved it who did not know all of its comments, so that it is open. */
    public boolean repliedSince() {
        return !resolved && state.filter(stamp -> stamp.word().equals(RESOLVED)).isPresent();
    }
}
