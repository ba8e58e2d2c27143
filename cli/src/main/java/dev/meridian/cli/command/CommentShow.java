package dev.meridian.cli.command;

import dev.meridian.cli.naming.Discussions;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.ThreadView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian comment show}. */
@Command(name = "show", header = "Show one thread in full.")
final class CommentShow implements Leaf {

    @Parameters(paramLabel = "THREAD", description = "By the beginning of its id, or part of its first comment.")
    private String thread = "";

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            Discussions.FoundThread found =
                    new Discussions(workspace, run.surroundings().clock()).thread(thread);
            ThreadView view = ThreadView.of(run, workspace);
            return Answer.ok(view.json(found), page -> view.print(page, found));
        });
    }
}
