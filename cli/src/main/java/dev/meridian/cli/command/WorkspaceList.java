package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.output.Table;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Meridian;
import dev.meridian.client.WorkspaceInfo;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code meridian workspace list}. */
@Command(name = "list", aliases = "ls", header = "List the workspaces of this home.")
final class WorkspaceList implements Leaf {

    @Override
    public Answer answer(Run run) {
        // Having no home yet is having no workspaces: that is an answer, not a failure.
        List<WorkspaceInfo> all = Files.isDirectory(run.home()) ? run.inHome(Meridian::workspaces) : List.of();
        Table table = new Table("").column("").flexibleColumn("workspace").column("relay");
        all.forEach(info -> table.row(
                Span.of(info.id().hex().substring(0, 8), Style.DIM),
                Span.of(info.name()),
                Span.of(info.relay().toString())));
        return Answer.ok(
                Json.object()
                        .put("home", run.home().toString())
                        .put("workspaces", Json.array(all, WorkspaceList::json)),
                page -> {
                    if (all.isEmpty()) {
                        page.line("no workspace in " + run.home() + " yet");
                    }
                    page.table(table);
                });
    }

    private static Json json(WorkspaceInfo info) {
        return Json.object()
                .put("id", info.id().hex())
                .put("name", info.name())
                .put("relay", info.relay().toString())
                .put("file", info.file().toString());
    }
}
