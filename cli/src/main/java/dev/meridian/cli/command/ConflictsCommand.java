package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.People;
import dev.meridian.cli.view.Scene;
import dev.meridian.cli.view.TeamTrouble;
import dev.meridian.cli.view.Trouble;
import dev.meridian.client.Workspace;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code meridian conflicts}. */
@Command(
        name = "conflicts",
        header = "List what two people wrote at once.",
        description = {
            "With all values and their authors; also circles of arrows, and cards that were deleted by one",
            "and edited by another."
        },
        subcommands = ConflictsResolve.class)
final class ConflictsCommand implements Leaf {

    @Mixin
    private final BoardOption boards = new BoardOption();

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(this::list);
    }

    private Answer list(Workspace workspace) {
        List<Scene> scenes = new Names(workspace)
                .boards(boards.board()).stream()
                        .map(board -> Scene.of(workspace, board))
                        .toList();
        TeamTrouble team = new TeamTrouble(new People(workspace.team().snapshot()));
        return Answer.ok(
                Json.object()
                        .put("team", team.json())
                        .put(
                                "boards",
                                Json.array(
                                        scenes,
                                        scene -> new Trouble(scene)
                                                .putInto(Json.object()
                                                        .put("id", scene.id().hex())
                                                        .put("title", scene.title())))),
                page -> print(page, scenes, team));
    }

    private static void print(Page page, List<Scene> scenes, TeamTrouble team) {
        List<Scene> troubled =
                scenes.stream().filter(scene -> !new Trouble(scene).isNone()).toList();
        if (troubled.isEmpty() && team.isNone()) {
            page.line("no conflicts, no circles of arrows, nothing came back from the trash");
        }
        team.print(page);
        for (Scene scene : troubled) {
            page.line(Span.of(scene.title(), Style.BOLD_CYAN));
            new Trouble(scene).print(page);
        }
        boolean values = troubled.stream()
                .anyMatch(scene -> !new Trouble(scene).conflicts().isEmpty());
        if (values) {
            page.blank()
                    .line(Span.of("settle one with: meridian conflicts resolve CARD FIELD --pick NUMBER", Style.DIM));
        }
    }
}
