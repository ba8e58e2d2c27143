package dev.meridian.cli.command;

import dev.meridian.cli.naming.Discussions;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Remark;
import dev.meridian.client.Said;
import dev.meridian.client.Workspace;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian comment reply}. */
@Command(name = "reply", header = "Answer in a thread. A resolved one is open again then.")
final class CommentReply implements Leaf {

    @Parameters(
            index = "0",
            paramLabel = "THREAD",
            description = "By the beginning of its id, or part of its first comment.")
    private String thread = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TEXT",
            description = "Markdown. @name mentions a member, [[title]] links to a card or document.")
    private List<String> words = List.of();

    @Mixin
    private final CommentText text = new CommentText();

    @Option(names = "--blocker", description = "It holds the work up.")
    private boolean blocker;

    @Override
    public Answer answer(Run run) throws IOException {
        String said = text.text(run, words);
        return run.inWorkspace(workspace -> reply(run, workspace, said));
    }

    private Answer reply(Run run, Workspace workspace, String said) {
        Discussions.FoundThread found =
                new Discussions(workspace, run.surroundings().clock()).thread(thread);
        Remark remark = blocker ? Remark.of(said).asBlocker() : Remark.of(said);
        Said made = found.topic().discussion().reply(found.thread().id(), remark);
        return CommentAnswers.said(
                run,
                workspace,
                found.topic(),
                made.thread(),
                made.comment(),
                "replied on " + found.topic().title());
    }
}
