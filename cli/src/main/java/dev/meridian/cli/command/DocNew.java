package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Input;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Plan;
import dev.meridian.client.Workspace;
import dev.meridian.model.board.Card;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.text.Splice;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian doc new}. */
@Command(name = "new", aliases = "create", header = "Make a Markdown document.")
final class DocNew implements Leaf {

    @Parameters(paramLabel = "TITLE", description = "Of the new document.")
    private String title = "";

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Its text; - for standard input (default: empty).")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = {"-c", "--card"},
            paramLabel = "CARD",
            description = "Link it to this card. May be repeated.")
    private List<String> cards = List.of();

    @Override
    public Answer answer(Run run) throws IOException {
        String text = file.isPresent() ? new Input(run).text(file.get()) : "";
        return run.inWorkspace(workspace -> make(workspace, text));
    }

    private Answer make(Workspace workspace, String text) {
        Names names = new Names(workspace);
        List<Names.OnBoard<Card>> linked =
                cards.stream().map(card -> names.card(Optional.empty(), card)).toList();
        DocumentId document = new DocumentId(Ids.random(new SecureRandom()));
        Plan.Builder plan = Plan.builder()
                .team(new TeamIntent.AddDocument(document, title))
                .document(document, new DocumentIntent.Create());
        if (!text.isEmpty()) {
            plan.document(document, new DocumentIntent.EditText(List.of(Splice.insert(0, text))));
        }
        linked.forEach(each -> plan.board(
                each.board().id(), new BoardIntent.LinkDocument(each.thing().id(), document)));
        workspace.apply(plan.build());
        return Answer.ok(
                Json.object()
                        .put("id", document.hex())
                        .put("title", title)
                        .put(
                                "cards",
                                linked.stream()
                                        .map(each -> each.thing().id().hex())
                                        .toList()),
                page -> page.line(
                        "made document " + title + " (" + document.hex().substring(0, 8) + ")"));
    }
}
