package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.BoardHandle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian board create}. */
@Command(name = "create", aliases = "new", header = "Make an empty board.")
final class BoardCreate implements Leaf {

    @Parameters(paramLabel = "TITLE", description = "Of the new board.")
    private String title = "";

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            BoardHandle board = workspace.createBoard(title);
            return Answer.ok(
                    Json.object().put("id", board.id().hex()).put("title", title),
                    page -> page.line(
                            "made board " + title + " (" + board.id().hex().substring(0, 8) + ")"));
        });
    }
}
