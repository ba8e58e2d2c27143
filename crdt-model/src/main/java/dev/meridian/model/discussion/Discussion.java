package dev.meridian.model.discussion;

import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.id.TopicId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * All threads about the cards of one board, or about one document, as they were at one moment.
 *
 * @param threads those without a comment to read too
 */
public record Discussion(PMap<ThreadId, CommentThread> threads) {

    public static final Discussion NONE = new Discussion(HashTreePMap.empty());

    private static final Comparator<CommentThread> ORDER =
            Comparator.comparing(CommentThread::home).thenComparing(CommentThread::made);

    /** A thread, with or without a comment to read. */
    public Optional<CommentThread> thread(ThreadId id) {
        return Optional.ofNullable(threads.get(id));
    }

    /** A comment, in the trash or not. */
    public Optional<Comment> comment(CommentId id) {
        return threads.values().stream()
                .flatMap(thread -> thread.comments().stream())
                .filter(comment -> comment.id().equals(id))
                .findFirst();
    }

    /** All threads, in an order in which each comes after what its author had seen. */
    public List<CommentThread> all() {
        return threads.values().stream().sorted(ORDER).toList();
    }

    /** Threads with something to read, in an order in which each comes after what its author had seen. */
    public List<CommentThread> inOrder() {
        return shown().toList();
    }

    /** Threads with something to read about one thing, in order. */
    public List<CommentThread> about(TopicId topic) {
        return shown().filter(thread -> thread.on().equals(topic)).toList();
    }

    /** Threads with something to read, in order, by what they are about: for who asks about many things. */
    public Map<TopicId, List<CommentThread>> byTopic() {
        return shown().collect(Collectors.groupingBy(CommentThread::on, LinkedHashMap::new, Collectors.toList()));
    }

    private Stream<CommentThread> shown() {
        return threads.values().stream().filter(CommentThread::shows).sorted(ORDER);
    }

    /** What holds work up, in order of threads and comments. */
    public List<BlockerView> blockers() {
        return everBlockers().stream()
                .filter(blocker -> blocker.cleared().isEmpty())
                .toList();
    }

    /** What holds one thing up, in order. */
    public List<BlockerView> blockers(TopicId topic) {
        return blockers().stream().filter(blocker -> blocker.on().equals(topic)).toList();
    }

    /** What holds work up, by what it holds up: for who asks about many things. */
    public Map<TopicId, List<BlockerView>> blockersByTopic() {
        return blockers().stream()
                .collect(Collectors.groupingBy(BlockerView::on, LinkedHashMap::new, Collectors.toList()));
    }

    /** What holds work up, or did. */
    public List<BlockerView> everBlockers() {
        return shown().flatMap(thread -> thread.blockers().stream()).toList();
    }
}
