package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.BoardView;
import dev.meridian.cli.view.Scene;
import dev.meridian.client.BoardHandle;
import dev.meridian.client.History;
import dev.meridian.client.Workspace;
import dev.meridian.model.rhythm.page.Reading;
import dev.meridian.model.value.Frontier;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian board show}. */
@Command(
        name = "show",
        header = "Show a board: its groups, their cards, and what asks for a person.",
        description =
                "Marks: ! held up by a blocker, ≠ written by two at once, ↺ deleted by one and edited by another, ⟳ arrows in a circle.")
final class BoardShow implements Leaf {

    @Parameters(arity = "0..1", paramLabel = "BOARD", description = "By title or id (default: the only one).")
    private Optional<String> board = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "WHEN",
            description = "As it was then, a date meaning its end: " + Moment.FORMS + ".")
    private Optional<String> at = Optional.empty();

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            BoardHandle handle = new Names(workspace).board(board);
            BoardView view = new BoardView(
                    at.map(when -> then(run, workspace, handle, when)).orElseGet(() -> Scene.of(workspace, handle)));
            return Answer.ok(view.json(), view::print);
        });
    }

    /** The replay of the log up to then; what is not sent yet was not there. */
    private static Scene then(Run run, Workspace workspace, BoardHandle handle, String when) {
        ZoneId zone = new SheetOptions().zone(run, workspace);
        History history = workspace.history();
        Frontier frontier =
                history.frontier(new Moment(when).at(run.surroundings().clock().instant(), zone));
        Reading reading = Reading.in(zone);
        Scene scene = Scene.of(history.stateAt(frontier.position()), handle.id())
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.NOT_FOUND, "board \"" + handle.title() + "\" was not there at " + when));
        run.note("as of position " + frontier.position()
                + (frontier.position() == 0 ? "" : ", " + reading.moment(frontier.receivedAt(), List.of())));
        return scene;
    }
}
