package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.output.Table;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.BoardView;
import dev.meridian.cli.view.Scene;
import dev.meridian.cli.view.Trouble;
import dev.meridian.client.Workspace;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code meridian board ls}. */
@Command(name = "ls", aliases = "list", header = "List the boards.")
final class BoardList implements Leaf {

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(this::list);
    }

    private Answer list(Workspace workspace) {
        List<Scene> scenes = new Names(workspace)
                .boards(Optional.empty()).stream()
                        .map(board -> Scene.of(workspace, board))
                        .toList();
        Table table = new Table("")
                .column("")
                .flexibleColumn("board")
                .rightColumn("cards")
                .rightColumn("arrows")
                .column("");
        scenes.forEach(scene -> table.row(
                Span.of(scene.id().hex().substring(0, 8), Style.DIM),
                Span.of(scene.title()),
                Span.of(String.valueOf(scene.cards().size())),
                Span.of(String.valueOf(scene.arrows().size())),
                Span.of(trouble(scene), Style.YELLOW)));
        return Answer.ok(Json.object().put("boards", Json.array(scenes, BoardList::json)), page -> {
            if (scenes.isEmpty()) {
                page.line("no board yet; make one with: meridian board create TITLE, or meridian import FILE");
            }
            page.table(table);
        });
    }

    private static String trouble(Scene scene) {
        Trouble trouble = new Trouble(scene);
        String conflicts = trouble.conflicts().isEmpty()
                ? ""
                : BoardView.count(trouble.conflicts().size(), "conflict");
        String cycles = trouble.cycles().isEmpty()
                ? ""
                : BoardView.count(trouble.cycles().size(), "cycle");
        return conflicts + (conflicts.isEmpty() || cycles.isEmpty() ? "" : ", ") + cycles;
    }

    private static Json json(Scene scene) {
        return Json.object()
                .put("id", scene.id().hex())
                .put("title", scene.title())
                .put("cards", scene.cards().size())
                .put("arrows", scene.arrows().size())
                .put("conflicts", new Trouble(scene).conflicts().size())
                .put("cycles", new Trouble(scene).cycles().size());
    }
}
