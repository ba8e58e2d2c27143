package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Table;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.DecisionView;
import dev.meridian.client.Workspace;
import dev.meridian.model.team.DocumentEntry;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code meridian decide ls}. */
@Command(name = "ls", aliases = "list", header = "List the decisions and where they stand.")
final class DecideList implements Leaf {

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> list(run, workspace));
    }

    private static Answer list(Run run, Workspace workspace) {
        List<DecisionView> views = workspace.documents().stream()
                .filter(entry -> isDecision(workspace, entry))
                .map(entry -> DecideSaying.view(run, workspace, entry))
                .toList();
        return Answer.ok(
                Json.object()
                        .put(
                                "decisions",
                                new Json.Array(views.stream()
                                        .<Json>map(DecisionView::json)
                                        .toList())),
                page -> {
                    if (views.isEmpty()) {
                        page.line("no decisions yet; begin one with: meridian decide draft DOC --question ...");
                        return;
                    }
                    Table table = new Table("").column("").flexibleColumn("");
                    views.forEach(view -> table.row(Span.of(view.title()), Span.of(view.summary())));
                    page.table(table);
                });
    }

    private static boolean isDecision(Workspace workspace, DocumentEntry entry) {
        return workspace.decisions().containsKey(entry.id())
                || !workspace.document(entry.id()).snapshot().draft().isEmpty()
                || !workspace.document(entry.id()).snapshot().outcomes().isEmpty();
    }
}
