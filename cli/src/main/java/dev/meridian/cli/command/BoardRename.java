package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.BoardHandle;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian board rename}. */
@Command(name = "rename", header = "Give a board another title.")
final class BoardRename implements Leaf {

    @Parameters(index = "0", paramLabel = "BOARD", description = "By title or the beginning of its id.")
    private String board = "";

    @Parameters(index = "1", paramLabel = "TITLE", description = "The new one.")
    private String title = "";

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            BoardHandle handle = new Names(workspace).board(Optional.of(board));
            String before = handle.title();
            int changes = handle.rename(title).changes();
            return Answer.ok(
                    Json.object()
                            .put("id", handle.id().hex())
                            .put("title", title)
                            .put("changed", changes > 0),
                    page -> page.line(
                            changes > 0
                                    ? "board " + before + " is called " + title + " now"
                                    : "it is called so already"));
        });
    }
}
