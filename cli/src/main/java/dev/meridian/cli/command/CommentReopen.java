package dev.meridian.cli.command;

import dev.meridian.cli.naming.Discussions;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Edit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian comment reopen}. */
@Command(name = "reopen", header = "Say that a resolved thread is not settled after all.")
final class CommentReopen implements Leaf {

    @Parameters(paramLabel = "THREAD", description = "By the beginning of its id, or part of its first comment.")
    private String name = "";

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            Discussions.FoundThread found =
                    new Discussions(workspace, run.surroundings().clock()).thread(name);
            Edit edit = found.topic().discussion().reopen(found.thread().id());
            return CommentAnswers.changed(
                    run,
                    workspace,
                    found,
                    edit,
                    "opened the thread on " + found.topic().title() + " again");
        });
    }
}
