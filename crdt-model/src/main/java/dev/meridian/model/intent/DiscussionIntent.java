package dev.meridian.model.intent;

import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.text.TextRange;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Something said about the cards of a board ({@link BoardIntent.Discuss}) or about a document ({@link DocumentIntent.Discuss}). Where it is written is
 * found by {@link dev.meridian.model.discussion.DiscussionRoute}. Instants are by the author's own clock, whole seconds.
 */
public sealed interface DiscussionIntent {

    /**
     * Opens a thread, to be followed by its first comment in the same list: without one it does not show.
     *
     * @param on a card of this board, or this document
     * @param range of the document's text; none for the whole
     */
    record OpenThread(ThreadId thread, TopicId on, Optional<TextRange> range, Instant at) implements DiscussionIntent {}

    /**
     * Adds a comment to a thread. That opens a resolved one again.
     *
     * @param text Markdown
     * @param mentions whom the text mentions
     */
    record AddComment(CommentId comment, ThreadId thread, String text, Set<MemberId> mentions, Instant at)
            implements DiscussionIntent {
        public AddComment {
            mentions = Set.copyOf(mentions);
        }
    }

    record EditComment(CommentId comment, String text, Set<MemberId> mentions, Instant at) implements DiscussionIntent {
        public EditComment {
            mentions = Set.copyOf(mentions);
        }
    }

    /** Moves a comment to the trash. */
    record DeleteComment(CommentId comment) implements DiscussionIntent {}

    /** Takes a comment out of the trash. */
    record RestoreComment(CommentId comment) implements DiscussionIntent {}

    /**
     * Says that a thread is settled, as far as its comments are known here.
     *
     * @param elsewhere how many of its comments are known that lie in another document than the thread
     */
    record ResolveThread(ThreadId thread, Instant at, int elsewhere) implements DiscussionIntent {

        /** Where all of its comments lie with it, or whoever carries it out counts the others. */
        public ResolveThread(ThreadId thread, Instant at) {
            this(thread, at, 0);
        }
    }

    record ReopenThread(ThreadId thread, Instant at) implements DiscussionIntent {}

    /** Says that what a comment says holds the work up. */
    record RaiseBlocker(CommentId comment, Instant at) implements DiscussionIntent {}

    /** Says that it does not any more. */
    record ClearBlocker(CommentId comment, Instant at) implements DiscussionIntent {}
}
