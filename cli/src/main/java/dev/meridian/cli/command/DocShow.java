package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.Scene;
import dev.meridian.client.Workspace;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.team.DocumentEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian doc show}. */
@Command(name = "show", aliases = "cat", header = "Print the Markdown of a document.")
final class DocShow implements Leaf {

    @Parameters(paramLabel = "DOC", description = "By part of its title, or the beginning of its id.")
    private String document = "";

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(this::show);
    }

    private Answer show(Workspace workspace) {
        Names names = new Names(workspace);
        DocumentEntry entry = names.document(document);
        String text = workspace.document(entry.id()).text();
        List<Json> cards = names.boards(Optional.empty()).stream()
                .map(board -> Scene.of(workspace, board))
                .flatMap(scene -> linked(scene, entry.id()))
                .toList();
        return Answer.ok(
                Json.object()
                        .put("id", entry.id().hex())
                        .put("title", entry.title())
                        .put("text", text)
                        .put("cards", new Json.Array(cards)),
                page -> page.text(text));
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
