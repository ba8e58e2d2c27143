package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.output.Table;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.BoardView;
import dev.meridian.client.Workspace;
import dev.meridian.model.team.DocumentEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code meridian doc ls}. */
@Command(name = "ls", aliases = "list", header = "List the documents.")
final class DocList implements Leaf {

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(this::list);
    }

    private Answer list(Workspace workspace) {
        Map<DocumentEntry, String> texts = new LinkedHashMap<>();
        workspace
                .documents()
                .forEach(
                        entry -> texts.put(entry, workspace.document(entry.id()).text()));
        Map<DocumentEntry, Integer> blockers = new LinkedHashMap<>();
        texts.keySet()
                .forEach(entry -> blockers.put(
                        entry,
                        workspace
                                .document(entry.id())
                                .snapshot()
                                .discussion()
                                .blockers()
                                .size()));
        Table table = new Table("")
                .column("")
                .flexibleColumn("document")
                .rightColumn("length")
                .column("");
        texts.forEach((entry, text) -> table.row(
                Span.of(entry.id().hex().substring(0, 8), Style.DIM),
                Span.of(entry.title()),
                Span.of(BoardView.count(words(text), "word"), Style.DIM),
                Span.of(blocked(blockers.getOrDefault(entry, 0)), Style.RED)));
        return Answer.ok(
                Json.object()
                        .put(
                                "documents",
                                Json.array(
                                        texts.entrySet(),
                                        each -> Json.object()
                                                .put("id", each.getKey().id().hex())
                                                .put("title", each.getKey().title())
                                                .put("blockers", blockers.getOrDefault(each.getKey(), 0))
                                                .put(
                                                        "characters",
                                                        each.getValue()
                                                                .codePointCount(
                                                                        0,
                                                                        each.getValue()
                                                                                .length())))),
                page -> {
                    if (texts.isEmpty()) {
                        page.line("no document yet; make one with: meridian doc new TITLE");
                    }
                    page.table(table);
                });
    }

    private static String blocked(int blockers) {
        return blockers == 0 ? "" : BoardView.count(blockers, "blocker");
    }

    private static long words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
    }
}
