package dev.meridian.cli.command;

import dev.meridian.cli.naming.Discussions;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.ThreadView;
import dev.meridian.client.DiscussionHandle;
import dev.meridian.client.Edit;
import dev.meridian.client.Workspace;
import dev.meridian.model.discussion.Comment;
import dev.meridian.model.discussion.CommentThread;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.team.Member;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What commands answer that said something. */
final class CommentAnswers {

    private static final Pattern AT = Pattern.compile("(?<![\\p{L}\\p{N}])@(\\p{L}[\\p{L}\\p{N}]*)");

    private CommentAnswers() {}

    /** The thread as it is now, under {@code thread}; the comment's id under {@code comment}. */
    static Answer said(
            Run run,
            Workspace workspace,
            Discussions.Topic topic,
            ThreadId thread,
            CommentId comment,
            String sentence) {
        CommentThread now = topic.discussion().snapshot().thread(thread).orElseThrow();
        ThreadView view = ThreadView.of(run, workspace);
        Optional<Comment> said = now.comments().stream()
                .filter(each -> each.id().equals(comment))
                .findFirst();
        Optional<String> nobody = said.flatMap(each -> nobody(workspace, each));
        return Answer.ok(
                Json.object()
                        .put("changed", true)
                        .put("comment", comment.hex())
                        .put("thread", view.json(new Discussions.FoundThread(topic, now))),
                page -> {
                    page.line(sentence + " (thread " + ThreadView.shortId(thread.hex()) + ", comment "
                            + ThreadView.shortId(comment.hex()) + ")");
                    nobody.ifPresent(name -> warn(page, name));
                });
    }

    private static void warn(Page page, String name) {
        page.line("  nobody here is called " + name + ", so nobody is mentioned by it");
    }

    /** The first {@code @word} of a comment with which no name of a member begins. */
    private static Optional<String> nobody(Workspace workspace, Comment comment) {
        Matcher at = AT.matcher(comment.text());
        while (at.find()) {
            String word = at.group(1).toLowerCase(Locale.ROOT);
            boolean somebody = workspace.team().members().stream()
                    .map(Member::name)
                    .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith(word));
            if (!somebody) {
                return Optional.of(at.group());
            }
        }
        return Optional.empty();
    }

    /** The thread as it is now, and whether anything changed. */
    static Answer changed(Run run, Workspace workspace, Discussions.FoundThread found, Edit edit, String sentence) {
        DiscussionHandle discussion = found.topic().discussion();
        CommentThread now = discussion.snapshot().thread(found.thread().id()).orElseThrow();
        ThreadView view = ThreadView.of(run, workspace);
        return Answer.ok(
                Json.object()
                        .put("changed", edit.changes() > 0)
                        .put("thread", view.json(new Discussions.FoundThread(found.topic(), now))),
                page -> page.line(edit.changes() > 0 ? sentence : "nothing to change: it is so already"));
    }
}
