package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.Scene;
import dev.meridian.client.Workspace;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.intent.BoardIntent;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code meridian unlink}. */
@Command(name = "unlink", header = "Take away the arrows between two cards, in both directions.")
final class UnlinkCommand implements Leaf {

    @Parameters(index = "0", paramLabel = "A", description = "A card.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "B", description = "Another.")
    private String to = "";

    @Mixin
    private final BoardOption boards = new BoardOption();

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(this::unlink);
    }

    private Answer unlink(Workspace workspace) {
        LinkCommand.Ends ends = LinkCommand.Ends.find(new Names(workspace), boards.board(), from, to);
        Scene scene = Scene.of(workspace, ends.board());
        List<Dependency> between = scene.arrows().stream()
                .filter(arrow -> (arrow.from().equals(ends.from()) && arrow.to().equals(ends.to()))
                        || (arrow.from().equals(ends.to()) && arrow.to().equals(ends.from())))
                .toList();
        String names = scene.titleOf(ends.from()) + " and " + scene.titleOf(ends.to());
        if (between.isEmpty()) {
            throw new CommandFailed(ExitCode.REFUSED, "there is no arrow between " + names);
        }
        ends.board()
                .apply(between.stream()
                        .<BoardIntent>map(arrow -> new BoardIntent.Delete(arrow.id()))
                        .toList());
        return Answer.ok(
                Json.object()
                        .put(
                                "deleted",
                                between.stream().map(arrow -> arrow.id().hex()).toList()),
                page -> page.line("no arrow between " + names + " any more"));
    }
}
