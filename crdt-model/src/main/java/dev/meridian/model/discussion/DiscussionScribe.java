package dev.meridian.model.discussion;

import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.OpId;
import dev.meridian.model.automerge.Value;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.intent.CommentsIntent;
import dev.meridian.model.intent.DiscussionIntent;
import dev.meridian.model.plan.Desk;
import dev.meridian.model.plan.Limits;
import dev.meridian.model.schema.DocumentKind;
import dev.meridian.model.schema.ItemKeys;
import dev.meridian.model.schema.Schema;
import dev.meridian.model.schema.Stamps;
import dev.meridian.model.text.TextRange;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Stamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes down what is said, in a board, in a document, or beside it. Used by its scribe, for one list of intents. */
public final class DiscussionScribe {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final String RAISED = "raised";
    private static final String CLEARED = "cleared";

    private final Desk desk;
    private final DocumentKind kind;
    private final DiscussionProjection known;
    /** Comments that this list has added to each thread. */
    private final Map<ThreadId, Integer> added = new HashMap<>();
    /** What this list has made comments mention. */
    private final Map<CommentId, Set<MemberId>> mentions = new HashMap<>();

    /** @param known as it is before the list */
    public DiscussionScribe(Desk desk, DocumentKind kind, DiscussionProjection known) {
        this.desk = desk;
        this.kind = kind;
        this.known = known;
    }

    public void write(DiscussionIntent intent) {
        switch (intent) {
            case DiscussionIntent.OpenThread open -> open(open);
            case DiscussionIntent.AddComment add -> add(add);
            case DiscussionIntent.EditComment edit -> edit(edit);
            case DiscussionIntent.DeleteComment delete -> desk.delete(delete.comment());
            case DiscussionIntent.RestoreComment restore -> desk.restore(restore.comment());
            case DiscussionIntent.ResolveThread resolve -> resolve(resolve);
            case DiscussionIntent.ReopenThread reopen -> reopen(reopen.thread(), reopen.at());
            case DiscussionIntent.RaiseBlocker raise -> raise(raise.comment(), raise.at());
            case DiscussionIntent.ClearBlocker clear -> clear(clear.comment(), clear.at());
        }
    }

    private void open(DiscussionIntent.OpenThread open) {
        checkTopic(open.on());
        checkInstant(open.at());
        open.range().ifPresent(range -> desk.require(kind == DocumentKind.DOCUMENT, "A card is discussed as a whole."));
        ObjectId map = make(open.thread(), open.on(), open.at());
        open.range().ifPresent(range -> anchor(map, range));
    }

    private ObjectId make(ThreadId thread, TopicId on, Instant at) {
        ObjectId map = desk.make(thread);
        desk.put(map, Field.ON, Value.of(Topics.print(on)));
        desk.put(map, Field.AT, Value.of(Stamp.instant(at)));
        return map;
    }

    /** Where what it is about is in another document, and was found there. */
    void open(CommentsIntent.OpenThread open) {
        checkInstant(open.at());
        ObjectId map = make(open.thread(), open.on(), open.at());
        open.passage().ifPresent(passage -> {
            desk.put(map, Field.START, Value.of(passage.start()));
            desk.put(map, Field.END, Value.of(passage.end()));
            desk.put(map, Field.QUOTE, Value.of(passage.quote()));
            desk.put(map, Field.SINCE, Value.of(passage.since()));
        });
    }

    private void checkTopic(TopicId topic) {
        switch (topic) {
            case CardId card -> {
                desk.require(kind == DocumentKind.BOARD, "A thread about a card belongs to the card's board.");
                desk.living(card);
            }
            case DocumentId document ->
                desk.require(kind == DocumentKind.DOCUMENT, "A thread about a document belongs to the document.");
        }
    }

    private void anchor(ObjectId map, TextRange range) {
        ObjectId text = desk.at(ObjectId.ROOT, Schema.TEXT)
                .text()
                .orElseThrow(() -> desk.refused("This document has no text to quote."));
        int length = desk.length(text);
        Quotes.wrong(range, length).ifPresent(sentence -> {
            throw desk.refused(sentence);
        });
        desk.put(map, Field.START, Value.of(character(text, range.start()).toString()));
        desk.put(map, Field.END, Value.of(character(text, range.end() - 1).toString()));
        desk.put(map, Field.QUOTE, Value.of(Quotes.of(desk.text(text), range)));
    }

    private OpId character(ObjectId text, int position) {
        return desk.character(text, position)
                .orElseThrow(() -> desk.refused("A text that the same step edits cannot be quoted."));
    }

    private void add(DiscussionIntent.AddComment add) {
        checkText(add.text());
        checkInstant(add.at());
        if (kind != DocumentKind.COMMENTS || desk.has(add.thread())) {
            desk.living(add.thread());
        }
        ObjectId map = desk.make(add.comment());
        desk.put(map, Field.THREAD, Value.of(add.thread().hex()));
        desk.put(map, Field.TEXT, Value.of(add.text()));
        desk.put(map, Field.AT, Value.of(Stamp.instant(add.at())));
        putMentions(add.comment(), map, add.mentions());
        added.merge(add.thread(), 1, Integer::sum);
    }

    private void edit(DiscussionIntent.EditComment edit) {
        checkText(edit.text());
        checkInstant(edit.at());
        desk.edit(edit.comment(), map -> {
            boolean same = !desk.at(map, Field.TEXT.key()).isConflicted()
                    && desk.at(map, Field.TEXT.key())
                            .string()
                            .filter(edit.text()::equals)
                            .isPresent();
            if (!same) {
                desk.put(map, Field.TEXT, Value.of(edit.text()));
                desk.put(map, Field.EDITED_AT, Value.of(Stamp.instant(edit.at())));
            }
            putMentions(edit.comment(), map, edit.mentions());
        });
    }

    private void putMentions(CommentId comment, ObjectId map, Set<MemberId> members) {
        Set<MemberId> before = mentions.getOrDefault(comment, known.mentions(comment));
        before.stream()
                .filter(member -> !members.contains(member))
                .sorted()
                .forEach(member -> desk.remove(map, ItemKeys.ofId(Field.MENTION, member.hex())));
        members.stream()
                .sorted()
                .forEach(member -> desk.put(map, ItemKeys.ofId(Field.MENTION, member.hex()), Value.of(true)));
        mentions.put(comment, members);
    }

    private void resolve(DiscussionIntent.ResolveThread resolve) {
        ThreadId thread = resolve.thread();
        Instant at = resolve.at();
        checkInstant(at);
        int comments = resolve.elsewhere() + known.commentCount(thread) + added.getOrDefault(thread, 0);
        desk.edit(thread, map -> {
            List<Stamp> states = Stamps.read(desk.at(map, Field.STATE.key()));
            if (!DiscussionProjection.isResolved(states, comments)) {
                desk.put(map, Field.STATE, Value.of(Stamp.print(CommentThread.RESOLVED, at, comments)));
            }
        });
    }

    private void reopen(ThreadId thread, Instant at) {
        checkInstant(at);
        desk.edit(thread, map -> {
            List<Stamp> states = Stamps.read(desk.at(map, Field.STATE.key()));
            if (states.stream().anyMatch(state -> state.word().equals(CommentThread.RESOLVED))) {
                desk.put(map, Field.STATE, Value.of(Stamp.print(CommentThread.OPEN, at)));
            }
        });
    }

    private void raise(CommentId comment, Instant at) {
        checkInstant(at);
        desk.edit(comment, map -> {
            int raised = rounds(map, Field.BLOCKER);
            int cleared = rounds(map, Field.CLEARED);
            if (raised <= cleared) {
                desk.put(map, Field.BLOCKER, Value.of(Stamp.print(RAISED, at, cleared + 1)));
            }
        });
    }

    private void clear(CommentId comment, Instant at) {
        checkInstant(at);
        desk.edit(comment, map -> {
            int raised = rounds(map, Field.BLOCKER);
            desk.require(raised > 0, "The comment {} was never called a blocker.", comment.hex());
            if (raised > rounds(map, Field.CLEARED)) {
                desk.put(map, Field.CLEARED, Value.of(Stamp.print(CLEARED, at, raised)));
            }
        });
    }

    /** How often a comment was raised, or up to which of those times it was cleared. */
    private int rounds(ObjectId map, Field field) {
        return Stamps.greatest(Stamps.read(desk.at(map, field.key())))
                .map(Stamp::count)
                .orElse(0);
    }

    private void checkInstant(Instant at) {
        desk.require(!at.isBefore(EARLIEST) && !at.isAfter(LATEST), "The time {} is out of range.", at);
    }

    private void checkText(String text) {
        int length = text.codePointCount(0, text.length());
        desk.require(!text.isBlank(), "A comment needs some words.");
        desk.require(length <= Limits.COMMENT_MAX, "A comment has at most {} characters.", Limits.COMMENT_MAX);
        desk.requireWellFormed("comment", text);
        desk.require(
                text.codePoints().noneMatch(point -> Character.isISOControl(point) && point != '\n' && point != '\t'),
                "A comment cannot contain control characters.");
    }
}
