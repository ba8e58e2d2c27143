package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.LinkView;
import dev.meridian.cli.view.Scene;
import dev.meridian.cli.view.ThreadView;
import dev.meridian.client.Workspace;
import dev.meridian.model.discussion.CommentThread;
import dev.meridian.model.discussion.Discussion;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.team.DocumentEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian doc show}. */
@Command(
        name = "show",
        aliases = "cat",
        header = "Print the Markdown of a document.",
        description = {
            "On a terminal, or with --full, what is said about it and what it is linked with follow.",
            "In a pipe the text comes alone, so that it can be saved."
        })
final class DocShow implements Leaf {

    @Parameters(paramLabel = "DOC", description = "By part of its title, or the beginning of its id.")
    private String document = "";

    @Option(names = "--full", description = "With its links and open threads.")
    private boolean full;

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> show(run, workspace));
    }

    private Answer show(Run run, Workspace workspace) {
        Names names = new Names(workspace);
        DocumentEntry entry = names.document(document);
        String text = workspace.document(entry.id()).text();
        List<Json> cards = names.boards(Optional.empty()).stream()
                .map(board -> Scene.of(workspace, board))
                .flatMap(scene -> linked(scene, entry.id()))
                .toList();
        LinkView links = LinkView.of(workspace.links(), entry.id());
        ThreadView view = ThreadView.of(run, workspace);
        Discussion said = workspace.document(entry.id()).discussion().snapshot();
        List<CommentThread> threads = said.about(entry.id());
        Json.Fields json = Json.object()
                .put("id", entry.id().hex())
                .put("title", entry.title())
                .put("text", text)
                .put("cards", new Json.Array(cards))
                .put("threads", Json.array(threads, view::json))
                .put("blockers", Json.array(said.blockers(entry.id()), view::json));
        boolean more = full || run.surroundings().terminal().out();
        return Answer.ok(links.putInto(json), page -> {
            page.text(text);
            if (more) {
                print(page, links, view, threads);
            }
        });
    }

    private static void print(Page page, LinkView links, ThreadView view, List<CommentThread> threads) {
        if (!links.isEmpty()) {
            page.heading("Links");
            links.print(page);
        }
        threads.stream().filter(thread -> !thread.resolved()).forEach(thread -> view.print(page.blank(), thread));
    }

    private static Stream<Json> linked(Scene scene, DocumentId document) {
        return scene.cards().stream()
                .filter(card -> card.documents().contains(document))
                .map(card -> Json.object()
                        .put("board", scene.id().hex())
                        .put("id", card.id().hex())
                        .put("title", card.title()));
    }
}
