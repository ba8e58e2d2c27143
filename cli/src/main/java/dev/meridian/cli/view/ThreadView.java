package dev.meridian.cli.view;

import dev.meridian.cli.naming.Discussions.FoundThread;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Workspace;
import dev.meridian.model.discussion.Anchor;
import dev.meridian.model.discussion.BlockerView;
import dev.meridian.model.discussion.Comment;
import dev.meridian.model.discussion.CommentThread;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.Conflict;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Stamp;
import dev.meridian.model.zones.WorldClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Threads and blockers as a person, or a script, reads them. */
public final class ThreadView {

    private static final int DIGITS_SHOWN = 8;

    private final People people;
    private final WorldClock clock;

    private ThreadView(People people, WorldClock clock) {
        this.people = people;
        this.clock = clock;
    }

    public static ThreadView of(Run run, Workspace workspace) {
        Team team = workspace.team().snapshot();
        return new ThreadView(new People(team), Reader.clock(run, workspace));
    }

    public Json.Fields json(FoundThread found) {
        return Json.object()
                .put(
                        "on",
                        Json.object()
                                .put("id", found.topic().id().hex())
                                .put("title", found.topic().title())
                                .put("board", found.topic().discussion().board())
                                .put(
                                        "isDocument",
                                        found.topic().discussion().document().isPresent()))
                .putAll(json(found.thread()));
    }

    /** A thread of something that the reader knows. */
    public Json.Fields json(CommentThread thread) {
        return Json.object()
                .put("id", thread.id().hex())
                .put("state", thread.resolved() ? "resolved" : "open")
                .put("repliedSince", thread.repliedSince())
                .put("stateSet", thread.state().map(this::json))
                .put("anchor", thread.anchor().map(ThreadView::json))
                .put("comments", Json.array(thread.comments(), this::json));
    }

    private static Json json(Anchor anchor) {
        return Json.object()
                .put("quote", anchor.quote())
                .put("state", anchor.state().word())
                .put("start", anchor.range().start())
                .put("end", anchor.range().end());
    }

    /** One comment. */
    public Json.Fields json(Comment comment) {
        return Json.object()
                .put("id", comment.id().hex())
                .put("author", people.json(comment.author()))
                .put("at", Stamp.instant(comment.at()))
                .put("text", comment.text())
                .put("editedAt", comment.editedAt().map(Stamp::instant))
                .put("editedBy", comment.editedBy().map(people::json))
                .put(
                        "mentions",
                        Json.array(
                                comment.mentions(),
                                member -> Json.object()
                                        .put("member", member.hex())
                                        .put("name", people.name(member))))
                .put("blocker", comment.blocks())
                .put("raised", comment.raised().map(this::json))
                .put("cleared", comment.cleared().map(this::json))
                .put("deleted", comment.deleted());
    }

    private Json json(Stamp stamp) {
        return Json.object().put("by", people.json(stamp.by())).put("at", Stamp.instant(stamp.at()));
    }

    /** A blocker of something that the reader knows. */
    public Json.Fields json(BlockerView blocker) {
        return json(blocker, people);
    }

    static Json.Fields json(BlockerView blocker, People people) {
        return Json.object()
                .put("comment", blocker.comment().hex())
                .put("thread", blocker.thread().hex())
                .put("on", blocker.on().hex())
                .put("text", blocker.text())
                .put("author", people.json(blocker.author()))
                .put("raisedBy", people.json(blocker.raisedBy()))
                .put("raisedAt", Stamp.instant(blocker.raisedAt()))
                .put("clearedBy", blocker.cleared().map(stamp -> people.json(stamp.by())))
                .put("clearedAt", blocker.cleared().map(stamp -> Stamp.instant(stamp.at())));
    }

    /** A thread with all of its comments. */
    public void print(Page page, FoundThread found) {
        print(page, found.thread(), Span.of(Scene.firstLine(found.topic().title()), Style.BOLD_CYAN));
    }

    /** The same under a heading that says already what it is about. */
    public void print(Page page, CommentThread thread) {
        print(page, thread, Span.of("Thread", Style.BOLD));
    }

    private void print(Page page, CommentThread thread, Span title) {
        page.line(title, Span.of("  " + shortId(thread.id().hex()) + "  ", Style.DIM), state(thread));
        thread.anchor().ifPresent(anchor -> print(page, anchor));
        thread.living().forEach(comment -> print(page, comment));
    }

    private Span state(CommentThread thread) {
        if (thread.repliedSince()) {
            return Span.of("open: replied to since it was resolved", Style.YELLOW);
        }
        return thread.resolved()
                ? Span.of(
                        "resolved"
                                + thread.state()
                                        .map(stamp -> " by " + people.name(stamp.by()) + ", " + when(stamp))
                                        .orElse(""),
                        Style.DIM)
                : Span.of("open", Style.GREEN);
    }

    private static void print(Page page, Anchor anchor) {
        String note = switch (anchor.state()) {
            case INTACT -> "";
            case CHANGED -> "  the text has changed since";
            case DELETED -> "  original text deleted";
        };
        page.line(
                Span.of("  > ", Style.DIM),
                Span.of(Scene.firstLine(anchor.quote()), Style.DIM),
                Span.of(note, Style.YELLOW));
    }

    private void print(Page page, Comment comment) {
        List<Span> line = new ArrayList<>();
        line.add(Span.of("  " + people.name(comment.author()), Style.CYAN));
        line.add(Span.of(
                ", " + clock.show(comment.at()) + "  " + shortId(comment.id().hex()), Style.DIM));
        comment.editedBy()
                .ifPresent(editor -> line.add(Span.of(
                        editor.equals(comment.author()) ? "  edited" : "  edited by " + people.name(editor),
                        Style.DIM)));
        if (comment.blocks()) {
            line.add(Span.of("  BLOCKER", Style.BOLD_RED));
        } else if (comment.raised().isPresent()) {
            String by = comment.cleared()
                    .map(stamp -> " by " + people.name(stamp.by()) + ", " + when(stamp))
                    .orElse("");
            line.add(Span.of("  blocker, cleared" + by, Style.DIM));
        }
        page.line(line);
        comment.text().lines().forEach(text -> page.line("    " + text));
        comment.meta().conflict(Field.TEXT).ifPresent(conflict -> print(page, conflict));
    }

    private void print(Page page, Conflict conflict) {
        for (Conflict.Candidate other :
                conflict.candidates().subList(1, conflict.candidates().size())) {
            page.line(
                    Span.of("    ≠ ", Style.YELLOW),
                    Span.of("also written, by " + people.name(other.author()) + ": "
                            + other.value().orElse("")));
        }
    }

    private String when(Stamp stamp) {
        return clock.show(stamp.at());
    }

    /** {@code Anna, since Mon 23 Nov 12:00}. */
    public String since(BlockerView blocker) {
        return people.name(blocker.raisedBy()) + ", since " + clock.show(blocker.raisedAt());
    }

    /** {@code cleared by Anna, Mon 23 Nov 12:00}; empty while it blocks. */
    public Optional<String> cleared(BlockerView blocker) {
        return blocker.cleared().map(stamp -> "cleared by " + people.name(stamp.by()) + ", " + when(stamp));
    }

    /** The beginning of an id, enough to name it by. */
    public static String shortId(String hex) {
        return hex.substring(0, DIGITS_SHOWN);
    }
}
