package dev.meridian.model.workspace;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.discussion.Anchor;
import dev.meridian.model.discussion.Comment;
import dev.meridian.model.discussion.CommentThread;
import dev.meridian.model.discussion.Discussion;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.json.Json;
import dev.meridian.model.value.Stamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Threads and their comments as JSON (docs/spec/discussion.md): threads by rising id, comments in their order. */
public final class DiscussionJson {

    private DiscussionJson() {}

    public static List<Json> of(Discussion discussion) {
        return discussion.threads().values().stream()
                .sorted(Comparator.comparing(CommentThread::id))
                .map(DiscussionJson::thread)
                .toList();
    }

    private static Json thread(CommentThread thread) {
        Fields fields = new Fields()
                .put("id", thread.id().hex())
                .put("on", topic(thread.on()))
                .put("author", thread.author().hex())
                .put("at", Stamp.instant(thread.at()))
                .put("state", thread.resolved() ? "resolved" : "open")
                .flag("repliedSince", thread.repliedSince());
        thread.state().ifPresent(stamp -> fields.put("stateSet", who(stamp.by(), stamp.at())));
        thread.anchor().ifPresent(anchor -> fields.put("anchor", anchor(anchor)));
        return fields.put(
                        "comments",
                        Json.array(thread.comments().stream()
                                .map(DiscussionJson::comment)
                                .toList()))
                .meta(thread.meta(), thread.meta().life().deleted())
                .json();
    }

    private static Json topic(TopicId topic) {
        return switch (topic) {
            case CardId card -> new Fields().put("card", card.hex()).json();
            case DocumentId document ->
                new Fields().put("document", document.hex()).json();
        };
    }

    private static Json anchor(Anchor anchor) {
        return new Fields()
                .put("quote", anchor.quote())
                .put("state", anchor.state().word())
                .put("start", Json.of((long) anchor.range().start()))
                .put("end", Json.of((long) anchor.range().end()))
                .json();
    }

    private static Json comment(Comment comment) {
        Fields fields = new Fields()
                .put("id", comment.id().hex())
                .put("author", comment.author().hex())
                .put("at", Stamp.instant(comment.at()))
                .put("text", comment.text())
                .put("editedAt", comment.editedAt().map(Stamp::instant))
                .put("editedBy", comment.editedBy().map(DeviceId::hex))
                .list(
                        "mentions",
                        comment.mentions().stream()
                                .map(MemberId::hex)
                                .map(Json::of)
                                .toList())
                .flag("blocker", comment.isRaised());
        comment.raised().ifPresent(stamp -> fields.put("raised", who(stamp.by(), stamp.at())));
        comment.cleared().ifPresent(stamp -> fields.put("cleared", who(stamp.by(), stamp.at())));
        return fields.meta(comment.meta(), comment.deleted()).json();
    }

    private static Json who(DeviceId by, Instant at) {
        return new Fields().put("by", by.hex()).put("at", Stamp.instant(at)).json();
    }
}
