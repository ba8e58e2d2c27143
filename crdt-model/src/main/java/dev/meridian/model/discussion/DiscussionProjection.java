package dev.meridian.model.discussion;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.OpId;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.DiscussionId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.schema.Schema;
import dev.meridian.model.schema.Stamps;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.Stamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** The threads of a board or document, or of the comments beside it, in plain values, put together thread by thread as they change. Owned by its document. */
public final class DiscussionProjection {

    private final Replica replica;
    private final DiscussionReader reader;
    private final Home home;
    private final Map<ThreadId, DiscussionReader.Opened> opened = new HashMap<>();
    private final Map<CommentId, Comment> comments = new HashMap<>();
    /** Comments in order, of threads that are not here too. */
    private final Map<ThreadId, SortedMap<OpId, CommentId>> orders = new HashMap<>();
    /** Threads that are to be put together again when a snapshot is asked for. */
    private final Set<ThreadId> stale = new HashSet<>();
    /** Threads that are about a part of the text. */
    private final Set<ThreadId> anchored = new HashSet<>();

    /** Of the document that threads here are about, where that is another: its heads when they were put together. */
    private Set<ChangeHash> contentVersion = Set.of();

    private PMap<ThreadId, CommentThread> threads = HashTreePMap.empty();

    /** @param home what document it is that the replica holds */
    public DiscussionProjection(Replica replica, Home home) {
        this.replica = replica;
        this.reader = new DiscussionReader(replica, home);
        this.home = home;
    }

    public Optional<Meta> meta(DiscussionId subject) {
        return switch (subject) {
            case ThreadId thread -> Optional.ofNullable(opened.get(thread)).map(DiscussionReader.Opened::meta);
            case CommentId comment -> Optional.ofNullable(comments.get(comment)).map(Comment::meta);
        };
    }

    public Collection<SubjectId> subjects() {
        List<SubjectId> all = new ArrayList<>(opened.keySet());
        all.addAll(comments.keySet());
        return all;
    }

    /** Reads one anew from its map. */
    public void read(DiscussionId subject, ObjectId map) {
        switch (subject) {
            case ThreadId thread -> reader.thread(thread, map).ifPresentOrElse(this::put, () -> forget(thread));
            case CommentId comment -> reader.comment(comment, map).ifPresentOrElse(this::put, () -> forget(comment));
        }
    }

    private void put(DiscussionReader.Opened thread) {
        opened.put(thread.id(), thread);
        if (thread.mark().isPresent()) {
            anchored.add(thread.id());
        }
        stale.add(thread.id());
    }

    private void put(Comment comment) {
        Comment before = comments.put(comment.id(), comment);
        if (before != null && !before.thread().equals(comment.thread())) {
            unlist(before);
        }
        orders.computeIfAbsent(comment.thread(), none -> new TreeMap<>()).put(comment.made(), comment.id());
        stale.add(comment.thread());
    }

    /** It is not there any more. */
    public void forget(DiscussionId subject) {
        switch (subject) {
            case ThreadId thread -> {
                opened.remove(thread);
                anchored.remove(thread);
                stale.add(thread);
            }
            case CommentId comment -> {
                Comment before = comments.remove(comment);
                if (before != null) {
                    unlist(before);
                }
            }
        }
    }

    private void unlist(Comment comment) {
        SortedMap<OpId, CommentId> order = orders.get(comment.thread());
        if (order != null && order.remove(comment.made(), comment.id()) && order.isEmpty()) {
            orders.remove(comment.thread());
        }
        stale.add(comment.thread());
    }

    /** The text that threads may be about was touched. */
    public void textEdited() {
        stale.addAll(anchored);
    }

    /** How many comments of a thread are here, those in the trash too. */
    int commentCount(ThreadId thread) {
        SortedMap<OpId, CommentId> order = orders.get(thread);
        return order == null ? 0 : order.size();
    }

    Set<MemberId> mentions(CommentId comment) {
        Comment known = comments.get(comment);
        return known == null ? Set.of() : known.mentions();
    }

    /** @param text of the document; empty where there is none that a thread could be about */
    public Discussion snapshot(Optional<ObjectId> text) {
        return snapshot(replica, text);
    }

    /**
     * Together with what lies in the board or document itself, which comes first: who wrote that knew nothing of this.
     *
     * @param content the board or document; empty where it is not here
     */
    Discussion beside(Discussion elder, Optional<Replica> content) {
        Set<ChangeHash> version = content.map(Replica::heads).orElse(Set.of());
        if (!version.equals(contentVersion)) {
            textEdited();
            contentVersion = version;
        }
        Optional<ObjectId> text = content.flatMap(
                each -> each.tree().at(ObjectId.ROOT, Schema.TEXT).text());
        PMap<ThreadId, CommentThread> all =
                snapshot(content.orElse(replica), text).threads();
        for (CommentThread thread : elder.threads().values()) {
            List<Comment> replies = commentsOf(thread.id());
            all = all.plus(thread.id(), replies.isEmpty() ? thread : thread.with(replies));
        }
        return new Discussion(all);
    }

    private Discussion snapshot(Replica quoted, Optional<ObjectId> text) {
        boolean anchors = stale.stream().anyMatch(anchored::contains);
        Optional<AnchorFinder> finder =
                anchors ? text.map(object -> new AnchorFinder(quoted, object)) : Optional.empty();
        for (ThreadId id : stale) {
            DiscussionReader.Opened thread = opened.get(id);
            threads = thread == null ? threads.minus(id) : threads.plus(id, together(thread, finder));
        }
        stale.clear();
        return new Discussion(threads);
    }

    private CommentThread together(DiscussionReader.Opened thread, Optional<AnchorFinder> finder) {
        return new CommentThread(
                thread.id(),
                thread.on(),
                thread.mark().flatMap(mark -> finder.map(found -> found.find(mark))),
                home,
                thread.made(),
                thread.at(),
                thread.states().stream().findFirst(),
                settled(thread.states()),
                commentsOf(thread.id()),
                thread.meta());
    }

    private List<Comment> commentsOf(ThreadId thread) {
        List<Comment> inOrder = new ArrayList<>();
        orders.getOrDefault(thread, new TreeMap<>()).values().forEach(id -> {
            Comment comment = comments.get(id);
            if (comment != null) {
                inOrder.add(comment);
            }
        });
        return inOrder;
    }

    private static int settled(List<Stamp> states) {
        return Stamps.greatest(states).map(Stamp::count).orElse(0);
    }

    static boolean isResolved(List<Stamp> states, int comments) {
        return CommentThread.isResolved(states.stream().findFirst(), settled(states), comments);
    }
}
