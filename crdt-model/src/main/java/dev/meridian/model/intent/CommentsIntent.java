package dev.meridian.model.intent;

import dev.meridian.model.id.ThreadId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.value.Passage;
import java.time.Instant;
import java.util.Optional;

/** Something said, as it is written into the document of comments beside a board or document. What it is about was looked up in that before. */
public sealed interface CommentsIntent extends Intent {

    /** Opens a thread, to be followed by its first comment in the same list. */
    record OpenThread(ThreadId thread, TopicId on, Optional<Passage> passage, Instant at) implements CommentsIntent {}

    /** Everything else. A comment may be on a thread that lies in the board or document itself. */
    record Discuss(DiscussionIntent intent) implements CommentsIntent {}
}
