package dev.meridian.model.discussion;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.value.Stamp;
import java.time.Instant;
import java.util.Optional;

/**
 * A comment that holds the work up, or did.
 *
 * @param on what is held up
 * @param text of the comment, Markdown
 * @param author the device that wrote the comment
 * @param raisedBy the device that called it a blocker
 * @param raisedAt by that device's clock
 * @param cleared when and by whom; empty while it blocks
 */
public record BlockerView(
        TopicId on,
        ThreadId thread,
        CommentId comment,
        String text,
        DeviceId author,
        DeviceId raisedBy,
        Instant raisedAt,
        Optional<Stamp> cleared) {

    static Optional<BlockerView> of(CommentThread thread, Comment comment) {
        return comment.raised()
                .map(raised -> new BlockerView(
                        thread.on(),
                        thread.id(),
                        comment.id(),
                        comment.text(),
                        comment.author(),
                        raised.by(),
                        raised.at(),
                        comment.isRaised() ? Optional.empty() : comment.cleared()));
    }
}
