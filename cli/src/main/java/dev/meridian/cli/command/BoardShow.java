package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.BoardView;
import dev.meridian.cli.view.Scene;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian board show}. */
@Command(
        name = "show",
        header = "Show a board: its groups, their cards, and what asks for a person.",
        description = "Marks: ≠ written by two at once, ↺ deleted by one and edited by another, ⟳ arrows in a circle.")
final class BoardShow implements Leaf {

    @Parameters(arity = "0..1", paramLabel = "BOARD", description = "By title or id (default: the only one).")
    private Optional<String> board = Optional.empty();

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            BoardView view = new BoardView(Scene.of(workspace, new Names(workspace).board(board)));
            return Answer.ok(view.json(), view::print);
        });
    }
}
