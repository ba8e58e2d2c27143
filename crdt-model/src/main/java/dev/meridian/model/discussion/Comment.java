package dev.meridian.model.discussion;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.OpId;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.Stamp;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A contribution to a thread.
 *
 * @param home where it lies
 * @param made the operation that made it: its author, and its place among the comments of its thread
 * @param at when, by its author's clock; 1970 where that cannot be read
 * @param text Markdown
 * @param editedAt when the text was last replaced, by that writer's clock
 * @param editedBy the device that replaced it
 * @param mentions members whom the text mentions
 * @param raised last said to hold the work up: when and by whom
 * @param cleared last said not to: when and by whom
 */
public record Comment(
        CommentId id,
        ThreadId thread,
        Home home,
        OpId made,
        Instant at,
        String text,
        Optional<Instant> editedAt,
        Optional<DeviceId> editedBy,
        SortedSet<MemberId> mentions,
        Optional<Stamp> raised,
        Optional<Stamp> cleared,
        Meta meta) {

    public Comment {
        mentions = mentions.isEmpty()
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(new TreeSet<>(mentions));
    }

    /** The device that wrote it. */
    public DeviceId author() {
        return made.actor().device();
    }

    /** In the trash. */
    public boolean deleted() {
        return meta.life().deleted();
    }

    /** Whether it was raised as a blocker, and not cleared since. */
    public boolean isRaised() {
        return raised.map(Stamp::count).orElse(0) > cleared.map(Stamp::count).orElse(0);
    }

    /** Whether it holds the work up: not if it is in the trash. */
    public boolean blocks() {
        return isRaised() && !deleted();
    }
}
