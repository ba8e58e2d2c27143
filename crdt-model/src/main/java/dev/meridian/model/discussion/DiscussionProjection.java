package dev.meridian.model.discussion;

import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.OpId;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.DiscussionId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.id.ThreadId;
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

/** The threads of a board or document in plain values, put together thread by thread as they change. Owned by its document. */
public final class DiscussionProjection {

    private final Replica replica;
    private final DiscussionReader reader;
    private final Map<ThreadId, DiscussionReader.Opened> opened = new HashMap<>();
    private final Map<CommentId, Comment> comments = new HashMap<>();
    /** Comments in order, of threads that are not here too. */
    private final Map<ThreadId, SortedMap<OpId, CommentId>> orders = new HashMap<>();
    /** Threads that are to be put together again when a snapshot is asked for. */
    private final Set<ThreadId> stale = new HashSet<>();
    /** Threads that are about a part of the text. */
    private final Set<ThreadId> anchored = new HashSet<>();

    private PMap<ThreadId, CommentThread> threads = HashTreePMap.empty();

    public DiscussionProjection(Replica replica) {
        this.replica = replica;
        this.reader = new DiscussionReader(replica);
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
        boolean anchors = stale.stream().anyMatch(anchored::contains);
        Optional<AnchorFinder> finder =
                anchors ? text.map(object -> new AnchorFinder(replica, object)) : Optional.empty();
        for (ThreadId id : stale) {
            DiscussionReader.Opened thread = opened.get(id);
            threads = thread == null ? threads.minus(id) : threads.plus(id, together(thread, finder));
        }
        stale.clear();
        return new Discussion(threads);
    }

    private CommentThread together(DiscussionReader.Opened thread, Optional<AnchorFinder> finder) {
        List<Comment> inOrder = new ArrayList<>();
        orders.getOrDefault(thread.id(), new TreeMap<>()).values().forEach(id -> {
            Comment comment = comments.get(id);
            if (comment != null) {
                inOrder.add(comment);
            }
        });
        return new CommentThread(
                thread.id(),
                thread.on(),
                thread.mark().flatMap(mark -> finder.map(found -> found.find(mark, thread.made()))),
                thread.made(),
                thread.at(),
                thread.states().stream().findFirst(),
                isResolved(thread.states(), inOrder.size()),
                inOrder,
                thread.meta());
    }

    /**
     * Whether the state that shows says so, and one who resolved knew all comments: each knew a part of those that are here, so who knew as many as
     * there are knew them all (DISC-8).
     */
    static boolean isResolved(List<Stamp> states, int comments) {
        boolean shows = !states.isEmpty() && states.getFirst().word().equals(CommentThread.RESOLVED);
        return shows
                && Stamps.greatest(states)
                        .filter(most -> most.count() >= comments)
                        .isPresent();
    }
}
