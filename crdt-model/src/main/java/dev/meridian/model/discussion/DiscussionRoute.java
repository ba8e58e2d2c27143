package dev.meridian.model.discussion;

import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.OpId;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.intent.CommentsIntent;
import dev.meridian.model.intent.DiscussionIntent;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.plan.Names;
import dev.meridian.model.schema.Schema;
import dev.meridian.model.text.TextRange;
import dev.meridian.model.value.Passage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds for each part of what somebody says the document into which it is written (DISC-31): what is new goes beside the board or document, into its
 * document of comments; what changes something that was said goes where that lies. For one list of intents.
 */
public final class DiscussionRoute {

    /**
     * Where a list goes.
     *
     * @param content what is written into the board or document itself, with its place in the list
     * @param comments what is written beside it, likewise
     */
    public record Routed(List<Part<DiscussionIntent>> content, List<Part<CommentsIntent>> comments) {
        public Routed {
            content = List.copyOf(content);
            comments = List.copyOf(comments);
        }
    }

    /** @param index of the intent in the list that it comes from */
    public record Part<I>(int index, I intent) {}

    private final Discussion said;
    private final Replica content;
    private final Function<TopicId, Optional<String>> absent;
    private final List<Part<DiscussionIntent>> toContent = new ArrayList<>();
    private final List<Part<CommentsIntent>> beside = new ArrayList<>();
    private final Map<CommentId, Home> comments = new HashMap<>();
    /** Threads that this list opens. */
    private final Set<ThreadId> opened = new HashSet<>();
    /** Comments on threads in the board or document itself that lie beside it, those that this list adds included. */
    private final Map<ThreadId, Integer> elsewhere = new HashMap<>();

    private DiscussionRoute(Discussion said, Replica content, Function<TopicId, Optional<String>> absent) {
        this.said = said;
        this.content = content;
        this.absent = absent;
    }

    /**
     * @param said everything that is said about it, wherever it lies
     * @param content the board or document
     * @param absent why something cannot be talked about there, in one sentence; empty where it can
     * @throws IntentRefused where an intent cannot be carried out
     */
    public static Routed of(
            List<Part<DiscussionIntent>> intents,
            Discussion said,
            Replica content,
            Function<TopicId, Optional<String>> absent) {
        DiscussionRoute route = new DiscussionRoute(said, content, absent);
        route.readHomes();
        intents.forEach(part -> route.route(part.index(), part.intent()));
        return new Routed(route.toContent, route.beside);
    }

    private void readHomes() {
        for (CommentThread thread : said.threads().values()) {
            for (Comment comment : thread.comments()) {
                comments.put(comment.id(), comment.home());
                if (thread.home() == Home.CONTENT && comment.home() == Home.COMMENTS) {
                    elsewhere.merge(thread.id(), 1, Integer::sum);
                }
            }
        }
    }

    private void route(int index, DiscussionIntent intent) {
        switch (intent) {
            case DiscussionIntent.OpenThread open -> open(index, open);
            case DiscussionIntent.AddComment add -> add(index, add);
            case DiscussionIntent.EditComment edit -> put(index, home(edit.comment()), edit);
            case DiscussionIntent.DeleteComment delete -> put(index, home(delete.comment()), delete);
            case DiscussionIntent.RestoreComment restore -> put(index, home(restore.comment()), restore);
            case DiscussionIntent.RaiseBlocker raise -> put(index, home(raise.comment()), raise);
            case DiscussionIntent.ClearBlocker clear -> put(index, home(clear.comment()), clear);
            case DiscussionIntent.ResolveThread resolve ->
                put(
                        index,
                        home(resolve.thread()),
                        new DiscussionIntent.ResolveThread(
                                resolve.thread(), resolve.at(), elsewhere.getOrDefault(resolve.thread(), 0)));
            case DiscussionIntent.ReopenThread reopen -> put(index, home(reopen.thread()), reopen);
        }
    }

    private Home home(CommentId comment) {
        return comments.getOrDefault(comment, Home.COMMENTS);
    }

    private Home home(ThreadId thread) {
        return said.thread(thread).map(CommentThread::home).orElse(Home.COMMENTS);
    }

    private void put(int index, Home home, DiscussionIntent intent) {
        switch (home) {
            case CONTENT -> toContent.add(new Part<>(index, intent));
            case COMMENTS -> beside.add(new Part<>(index, new CommentsIntent.Discuss(intent)));
        }
    }

    private void open(int index, DiscussionIntent.OpenThread open) {
        absent.apply(open.on()).ifPresent(sentence -> {
            throw new IntentRefused(index, sentence);
        });
        if (said.thread(open.thread()).isPresent()) {
            throw new IntentRefused(index, "There is a " + Names.of(open.thread()) + " already.");
        }
        Optional<Passage> passage = open.range().map(range -> passage(index, range));
        opened.add(open.thread());
        beside.add(new Part<>(index, new CommentsIntent.OpenThread(open.thread(), open.on(), passage, open.at())));
    }

    private Passage passage(int index, TextRange range) {
        ObjectId text = content.tree()
                .at(ObjectId.ROOT, Schema.TEXT)
                .text()
                .orElseThrow(() -> new IntentRefused(index, "A card is discussed as a whole."));
        String all = content.text(text);
        Quotes.wrong(range, all.codePointCount(0, all.length())).ifPresent(sentence -> {
            throw new IntentRefused(index, sentence);
        });
        return new Passage(
                character(text, range.start()),
                character(text, range.end() - 1),
                Quotes.of(all, range),
                content.maxOp());
    }

    private String character(ObjectId text, int position) {
        return content.character(text, position)
                .map(OpId::toString)
                .orElseThrow(
                        () -> new IllegalStateException("no character at " + position + " of a text that is longer"));
    }

    private void add(int index, DiscussionIntent.AddComment add) {
        if (!opened.contains(add.thread())) {
            CommentThread thread = said.thread(add.thread())
                    .orElseThrow(() -> new IntentRefused(index, "There is no " + Names.of(add.thread()) + " here."));
            if (thread.home() == Home.CONTENT) {
                elsewhere.merge(add.thread(), 1, Integer::sum);
            }
        }
        if (comments.containsKey(add.comment())) {
            throw new IntentRefused(index, "There is a " + Names.of(add.comment()) + " already.");
        }
        comments.put(add.comment(), Home.COMMENTS);
        beside.add(new Part<>(index, new CommentsIntent.Discuss(add)));
    }
}
