package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.DecisionView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian decide status}. */
@Command(
        name = "status",
        aliases = "show",
        header = "Show who is reached, who has spoken, what sets the deadline, what happens next.")
final class DecideStatus implements Leaf {

    @Parameters(paramLabel = "DOC", description = "The document: by part of its title, or the beginning of its id.")
    private String document = "";

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            DecisionView view = DecideSaying.view(run, workspace, new Names(workspace).document(document));
            return Answer.ok(view.json(), view::print);
        });
    }
}
