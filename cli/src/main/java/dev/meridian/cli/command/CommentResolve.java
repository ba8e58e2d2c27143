package dev.meridian.cli.command;

import dev.meridian.cli.naming.Discussions;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Edit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian comment resolve}. */
@Command(name = "resolve", header = "Say that a thread is settled. A reply opens it again.")
final class CommentResolve implements Leaf {

    @Parameters(paramLabel = "THREAD", description = "By the beginning of its id, or part of its first comment.")
    private String name = "";

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            Discussions.FoundThread found =
                    new Discussions(workspace, run.surroundings().clock()).thread(name);
            Edit edit = found.topic().discussion().resolve(found.thread().id());
            return CommentAnswers.changed(
                    run,
                    workspace,
                    found,
                    edit,
                    "resolved the thread on " + found.topic().title());
        });
    }
}
