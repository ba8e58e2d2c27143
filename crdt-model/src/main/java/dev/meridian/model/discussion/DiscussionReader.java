package dev.meridian.model.discussion;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.OpId;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.schema.Stamps;
import dev.meridian.model.schema.ThingReader;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads threads and comments from their maps. */
final class DiscussionReader {

    private final Replica replica;
    private final Home home;

    DiscussionReader(Replica replica, Home home) {
        this.replica = replica;
        this.home = home;
    }

    /**
     * A thread by itself, without comments.
     *
     * @param states every state that stands, the one that shows first
     */
    record Opened(ThreadId id, TopicId on, Optional<Mark> mark, OpId made, Instant at, List<Stamp> states, Meta meta) {}

    /**
     * As stored: the first and the last character of what a thread is about, and the text that it was.
     *
     * @param since the greatest counter of the text's document that was known then
     */
    record Mark(Optional<OpId> start, Optional<OpId> end, String quote, long since) {}

    /** Empty where it does not say what it is about. */
    Optional<Opened> thread(ThreadId id, ObjectId map) {
        ThingReader reader = reader(map);
        Optional<TopicId> on = reader.parsed(Field.ON, Topics::parse);
        Optional<String> quote = reader.string(Field.QUOTE);
        Optional<OpId> start = reader.parsed(Field.START, DiscussionReader::character);
        Optional<OpId> end = reader.parsed(Field.END, DiscussionReader::character);
        Instant at = reader.instant(Field.AT).orElse(Instant.EPOCH);
        List<Stamp> states = reader.stamps(Field.STATE);
        // In a document of its own the thread's operation counts another document's time.
        long since = home == Home.CONTENT
                ? map.maker().counter()
                : reader.number(Field.SINCE).map(Double::longValue).orElse(Long.MAX_VALUE);
        Optional<Mark> mark = quote.map(text -> new Mark(start, end, text, since));
        Meta meta = reader.meta();
        return on.map(topic -> new Opened(id, topic, mark, map.maker(), at, states, meta));
    }

    /** Empty where it does not say what thread it belongs to. */
    Optional<Comment> comment(CommentId id, ObjectId map) {
        ThingReader reader = reader(map);
        Optional<ThreadId> thread = reader.parsed(
                Field.THREAD, hex -> Optional.of(hex).filter(Ids::isId).map(ThreadId::new));
        Optional<DeviceId> writer = reader.writer(Field.TEXT);
        String text = reader.string(Field.TEXT).orElse("");
        Instant at = reader.instant(Field.AT).orElse(Instant.EPOCH);
        Optional<Instant> editedAt = reader.instant(Field.EDITED_AT);
        List<MemberId> mentions = reader.items(Field.MENTION, (key, value) -> Ids.isId(key) ? new MemberId(key) : null);
        Optional<Stamp> raised = Stamps.greatest(reader.stamps(Field.BLOCKER));
        Optional<Stamp> cleared = Stamps.greatest(reader.stamps(Field.CLEARED));
        Meta meta = reader.meta();
        return thread.map(of -> new Comment(
                id,
                of,
                home,
                map.maker(),
                at,
                text,
                editedAt,
                editedAt.flatMap(when -> writer),
                new TreeSet<>(mentions),
                raised,
                cleared,
                meta));
    }

    private ThingReader reader(ObjectId map) {
        return new ThingReader(replica.tree(), replica::text, map);
    }

    private static Optional<OpId> character(String text) {
        try {
            // Only the one way of writing it counts.
            return Optional.of(OpId.parse(text)).filter(op -> op.toString().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
