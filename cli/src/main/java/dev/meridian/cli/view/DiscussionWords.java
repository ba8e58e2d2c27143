package dev.meridian.cli.view;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.discussion.Comment;
import dev.meridian.model.discussion.CommentThread;
import dev.meridian.model.discussion.Discussion;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.DiscussionId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.value.Field;
import java.util.Optional;
import java.util.function.Function;

/** What is said, as sentences. */
final class DiscussionWords {

    /** That an event is of the discussion, and what a person reads of it: often nothing, where another event of the same edit says it. */
    record Told(Optional<String> sentence) {
        private static final Told NOTHING = new Told(Optional.empty());

        private static Told of(String sentence) {
            return new Told(Optional.of(sentence));
        }
    }

    private final People people;
    private final Discussion discussion;
    private final Function<SubjectId, String> names;

    /** @param names of cards and documents */
    DiscussionWords(People people, Discussion discussion, Function<SubjectId, String> names) {
        this.people = people;
        this.discussion = discussion;
        this.names = names;
    }

    /** Empty where the event is of something else, or there is nothing special about it. */
    Optional<Told> told(Event event) {
        if (event instanceof Event.Added added && added.subject() instanceof DiscussionId said) {
            return Optional.of(added(said, added.author()));
        }
        if (event instanceof Event.FieldChanged changed && changed.subject() instanceof DiscussionId said) {
            return Optional.of(changed(said, changed.field(), changed.after().orElse(""), changed.author()));
        }
        if (event instanceof Event.ItemAdded added && added.subject() instanceof DiscussionId said) {
            return Optional.of(mentioned(said, added));
        }
        boolean removed = event instanceof Event.ItemRemoved item && item.subject() instanceof DiscussionId;
        return removed ? Optional.of(Told.NOTHING) : Optional.empty();
    }

    private Told added(DiscussionId said, DeviceId author) {
        return switch (said) {
            case ThreadId thread -> Told.NOTHING;
            case CommentId comment -> Told.of(people.name(author) + " commented on " + topic(comment) + quote(comment));
        };
    }

    private Told mentioned(DiscussionId said, Event.ItemAdded added) {
        boolean member = added.field() == Field.MENTION && Ids.isId(added.item());
        return member
                ? Told.of(people.name(added.author()) + " mentioned " + people.name(new MemberId(added.item())) + " on "
                        + topic(said))
                : Told.NOTHING;
    }

    private Told changed(DiscussionId said, Field field, String after, DeviceId author) {
        String who = people.name(author);
        return switch (field) {
            case TEXT -> Told.of(who + " edited " + name(said) + quote(said));
            case STATE -> Told.of(who + (after.startsWith("resolved") ? " resolved " : " opened again ") + name(said));
            case BLOCKER -> Told.of(who + " called " + name(said) + " a blocker" + quote(said));
            case CLEARED -> Told.of(who + " cleared the blocker on " + topic(said) + quote(said));
            default -> Told.NOTHING;
        };
    }

    /** {@code a comment on Harbour}. */
    String name(DiscussionId said) {
        String noun = switch (said) {
            case ThreadId thread -> "the thread";
            case CommentId comment -> "a comment";
        };
        return noun + " on " + topic(said);
    }

    private String topic(DiscussionId said) {
        return thread(said).map(CommentThread::on).map(this::title).orElse("something");
    }

    private String title(TopicId topic) {
        return switch (topic) {
            case CardId card -> names.apply(card);
            case DocumentId document -> names.apply(document);
        };
    }

    private Optional<CommentThread> thread(DiscussionId said) {
        return switch (said) {
            case ThreadId thread -> discussion.thread(thread);
            case CommentId comment -> discussion.comment(comment).flatMap(found -> discussion.thread(found.thread()));
        };
    }

    private String quote(DiscussionId said) {
        Optional<Comment> comment = said instanceof CommentId id ? discussion.comment(id) : Optional.<Comment>empty();
        return comment.map(each -> ": " + Scene.firstLine(each.text())).orElse("");
    }
}
