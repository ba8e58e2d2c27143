package dev.meridian.model.formats.archive;

import dev.meridian.model.decision.RestoredOutcome;
import dev.meridian.model.formats.BadInput;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.intent.DiscussionIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.json.Json;
import dev.meridian.model.text.Splice;
import dev.meridian.model.text.TextRange;
import dev.meridian.model.value.DraftField;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Documents and discussions of an archive as intents. */
final class ArchivedText {

    private static final int SPLICE_MAX = 4_000;
    private static final Pattern ROUND = Pattern.compile("[1-9]\\d{0,5}");

    private ArchivedText() {}

    static List<DocumentIntent> document(Node document) throws BadInput {
        List<DocumentIntent> intents = new ArrayList<>(List.of(new DocumentIntent.Create()));
        for (Splice splice : pieces(document.text("text"))) {
            intents.add(new DocumentIntent.EditText(List.of(splice)));
        }
        for (DiscussionIntent said : discussion(document)) {
            intents.add(new DocumentIntent.Discuss(said));
        }
        Map<String, Node> draft = document.members("decision");
        for (DraftField field : DraftField.values()) {
            if (draft.containsKey(field.word())) {
                String value = document.object("decision").text(field.word());
                intents.add(new DocumentIntent.SetDraft(field, Optional.of(value)));
            }
        }
        for (Map.Entry<String, Node> each : document.members("outcomes").entrySet()) {
            intents.add(outcome(each.getKey(), each.getValue()));
        }
        return intents;
    }

    private static DocumentIntent outcome(String round, Node recorded) throws BadInput {
        if (!ROUND.matcher(round).matches() || !(recorded.at().value() instanceof Json.Obj line)) {
            throw recorded.bad("an outcome is an object, under the number of its round");
        }
        return new DocumentIntent.RecordOutcome(Integer.parseInt(round), RestoredOutcome.line(line));
    }

    /** A document with this text and nothing else. */
    static List<DocumentIntent> plain(String text) {
        List<DocumentIntent> intents = new ArrayList<>(List.of(new DocumentIntent.Create()));
        pieces(text).forEach(splice -> intents.add(new DocumentIntent.EditText(List.of(splice))));
        return intents;
    }

    /** A text as splices into an empty one, so that it can be spread over changes of bounded size. */
    static List<Splice> pieces(String text) {
        List<Splice> pieces = new ArrayList<>();
        int from = 0;
        int position = 0;
        while (from < text.length()) {
            int points = Math.min(SPLICE_MAX, text.codePointCount(from, text.length()));
            int to = text.offsetByCodePoints(from, points);
            pieces.add(Splice.insert(position, text.substring(from, to)));
            from = to;
            position += points;
        }
        return pieces;
    }

    /** What was said. Who said it is no longer to be shown: changes have the author that writes them. */
    static List<DiscussionIntent> discussion(Node holder) throws BadInput {
        List<DiscussionIntent> intents = new ArrayList<>();
        for (Node thread : holder.list("threads")) {
            thread(thread, intents);
        }
        return intents;
    }

    private static void thread(Node thread, List<DiscussionIntent> intents) throws BadInput {
        ThreadId id = new ThreadId(thread.id());
        intents.add(
                new DiscussionIntent.OpenThread(id, topic(thread.object("on")), range(thread), instant(thread, "at")));
        List<DiscussionIntent> last = new ArrayList<>();
        for (Node comment : thread.list("comments")) {
            CommentId said = new CommentId(comment.id());
            Set<MemberId> mentions = new TreeSet<>();
            for (String hex : comment.texts("mentions")) {
                if (!Ids.isId(hex)) {
                    throw comment.bad("\"" + hex + "\" is no id of a member");
                }
                mentions.add(new MemberId(hex));
            }
            intents.add(
                    new DiscussionIntent.AddComment(said, id, comment.text("text"), mentions, instant(comment, "at")));
            if (comment.member("raised").isPresent()) {
                last.add(new DiscussionIntent.RaiseBlocker(said, instant(comment.object("raised"), "at")));
                if (!comment.flag("blocker")) {
                    Instant at = comment.member("cleared").isPresent()
                            ? instant(comment.object("cleared"), "at")
                            : instant(comment, "at");
                    last.add(new DiscussionIntent.ClearBlocker(said, at));
                }
            }
            if (comment.flag("deleted")) {
                last.add(new DiscussionIntent.DeleteComment(said));
            }
        }
        intents.addAll(last);
        if (thread.text("state").equals("resolved")) {
            Instant at = thread.member("stateSet").isPresent()
                    ? instant(thread.object("stateSet"), "at")
                    : instant(thread, "at");
            intents.add(new DiscussionIntent.ResolveThread(id, at));
        }
    }

    /** None where the quoted text is gone: there is nothing to hold on to. */
    private static Optional<TextRange> range(Node thread) throws BadInput {
        Optional<Node> anchor = thread.member("anchor");
        if (anchor.isEmpty() || anchor.get().integer("end") <= anchor.get().integer("start")) {
            return Optional.empty();
        }
        int start = anchor.get().integer("start");
        return Optional.of(new TextRange(Math.max(0, start), anchor.get().integer("end") - start));
    }

    private static TopicId topic(Node on) throws BadInput {
        return on.member("card").isPresent() ? new CardId(on.id("card")) : new DocumentId(on.id("document"));
    }

    private static Instant instant(Node at, String key) throws BadInput {
        try {
            return Instant.parse(at.text(key));
        } catch (DateTimeException none) {
            throw at.bad("\"" + key + "\" is an instant, as 2026-11-30T09:00:00Z");
        }
    }
}
