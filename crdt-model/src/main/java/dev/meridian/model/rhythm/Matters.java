package dev.meridian.model.rhythm;

import dev.meridian.model.board.Board;
import dev.meridian.model.discussion.Comment;
import dev.meridian.model.discussion.CommentThread;
import dev.meridian.model.discussion.Discussion;
import dev.meridian.model.document.Document;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.workspace.WorkspaceState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is said and decided, as of the end of a period.
 *
 * @param remarks of each thread the oldest first
 */
public record Matters(List<Remark> remarks, List<ThreadFact> threads, List<DecisionFact> decisions) {

    public static final Matters NONE = new Matters(List.of(), List.of(), List.of());

    public Matters {
        remarks = List.copyOf(remarks);
        threads = List.copyOf(threads);
        decisions = List.copyOf(decisions);
    }

    /** What the period's states hold, with these decisions. */
    public static Matters of(Period period, List<DecisionFact> decisions) {
        Names names = new Names(period.after().team());
        Attribution attribution = new Attribution(period.happenings(), names);
        Set<CommentId> old = new HashSet<>();
        discussions(period.before())
                .forEach(discussion -> discussion
                        .threads()
                        .values()
                        .forEach(thread -> thread.comments().forEach(comment -> old.add(comment.id()))));
        List<Remark> remarks = new ArrayList<>();
        List<ThreadFact> threads = new ArrayList<>();
        for (Discussion discussion : discussions(period.after())) {
            for (CommentThread thread : discussion.inOrder()) {
                thread.living()
                        .forEach(comment ->
                                remarks.add(remark(names, attribution, thread, comment, !old.contains(comment.id()))));
                threads.add(fact(names, thread));
            }
        }
        return new Matters(remarks, threads, decisions);
    }

    /** Of boards and documents that are not in the trash, in their order. */
    private static List<Discussion> discussions(WorkspaceState state) {
        List<Discussion> all = new ArrayList<>();
        for (BoardEntry entry : state.boardsInOrder()) {
            Optional.ofNullable(state.boards().get(entry.id()))
                    .map(Board::discussion)
                    .ifPresent(all::add);
        }
        for (DocumentEntry entry : state.documentsByTitle()) {
            Optional.ofNullable(state.documents().get(entry.id()))
                    .map(Document::discussion)
                    .ifPresent(all::add);
        }
        return all;
    }

    private static Remark remark(
            Names names, Attribution attribution, CommentThread thread, Comment comment, boolean fresh) {
        return new Remark(
                thread.on().hex(),
                names.person(comment.author()),
                fresh ? attribution.addedAt(comment.id()) : Optional.of(comment.at()),
                comment.text(),
                comment.mentions(),
                comment.blocks(),
                thread.resolved() && !comment.blocks(),
                fresh);
    }

    private static ThreadFact fact(Names names, CommentThread thread) {
        List<Person> speakers = thread.living().stream()
                .map(comment -> names.person(comment.author()))
                .toList();
        int turns = 0;
        for (int i = 1; i < speakers.size(); i++) {
            turns += speakers.get(i).equals(speakers.get(i - 1)) ? 0 : 1;
        }
        return new ThreadFact(
                thread.on().hex(),
                thread.living().getFirst().text(),
                speakers.stream().distinct().toList(),
                (turns + 1) / 2,
                thread.resolved());
    }
}
