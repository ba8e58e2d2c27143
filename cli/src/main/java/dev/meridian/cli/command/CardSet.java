package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Input;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Workspace;
import dev.meridian.model.board.Card;
import dev.meridian.model.id.CardId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.text.TextDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian card set}. */
@Command(
        name = "set",
        header = "Change fields of a card; all at once, or none.",
        description = "Setting a field that shows two values settles it.")
final class CardSet implements Leaf {

    /** What can be cleared. */
    enum Clearable {
        STATUS,
        GROUP,
        TARGET,
        ESTIMATE,
        COLOR
    }

    @Parameters(paramLabel = "CARD", description = "By part of its title, or the beginning of its id.")
    private String card = "";

    @Mixin
    private final BoardOption boards = new BoardOption();

    @Option(
            names = {"-t", "--title"},
            paramLabel = "TITLE",
            description = "Another title.")
    private Optional<String> title = Optional.empty();

    @Mixin
    private final CardFields fields = new CardFields();

    @Option(names = "--description", paramLabel = "TEXT", description = "Markdown, in place of what is there.")
    private Optional<String> description = Optional.empty();

    @Option(
            names = "--description-file",
            paramLabel = "FILE",
            description = "The same from a file; - for standard input.")
    private Optional<Path> descriptionFile = Optional.empty();

    @Option(names = "--remove-owner", paramLabel = "NAME", description = "May be repeated.")
    private List<String> ownersToRemove = List.of();

    @Option(names = "--remove-label", paramLabel = "LABEL", description = "May be repeated.")
    private List<String> labelsToRemove = List.of();

    @Option(names = "--remove-document", paramLabel = "DOC", description = "Unlink a document. May be repeated.")
    private List<String> documentsToRemove = List.of();

    @Option(
            names = "--clear",
            paramLabel = "FIELD",
            split = ",",
            description = "Empty a field: ${COMPLETION-CANDIDATES}. Several with commas.")
    private List<Clearable> toClear = List.of();

    @Override
    public Answer answer(Run run) throws IOException {
        Optional<String> text =
                descriptionFile.isPresent() ? Optional.of(new Input(run).text(descriptionFile.get())) : description;
        return run.inWorkspace(workspace -> set(workspace, text));
    }

    private Answer set(Workspace workspace, Optional<String> text) {
        Names names = new Names(workspace);
        Names.OnBoard<Card> found = names.card(boards.board(), card);
        Card before = found.thing();
        List<BoardIntent> intents = new ArrayList<>();
        title.ifPresent(value -> intents.add(new BoardIntent.SetTitle(before.id(), value)));
        text.map(after -> TextDiff.splices(before.description(), after))
                .ifPresent(splices -> intents.add(new BoardIntent.EditDescription(before.id(), splices)));
        intents.addAll(fields.intents(names, found.board(), before.id()));
        intents.addAll(removals(names, before.id()));
        toClear.forEach(field -> intents.add(cleared(field, before.id())));
        if (intents.isEmpty()) {
            throw new CommandFailed(
                    ExitCode.USAGE, "say what to set, for example --status or --title; see meridian card set --help");
        }
        int changes = found.board().apply(intents).changes();
        return CardAnswers.of(workspace, found.board(), before.id(), "changed " + before.title(), changes);
    }

    private List<BoardIntent> removals(Names names, CardId id) {
        List<BoardIntent> intents = new ArrayList<>();
        ownersToRemove.forEach(owner -> intents.add(new BoardIntent.RemoveOwner(id, names.owner(owner))));
        labelsToRemove.forEach(label -> intents.add(new BoardIntent.RemoveLabel(id, label)));
        documentsToRemove.forEach(document -> intents.add(
                new BoardIntent.UnlinkDocument(id, names.document(document).id())));
        return intents;
    }

    private static BoardIntent cleared(Clearable field, CardId id) {
        return switch (field) {
            case STATUS -> new BoardIntent.SetStatus(id, Optional.empty(), Optional.empty());
            case GROUP -> new BoardIntent.SetGroup(id, Optional.empty());
            case TARGET -> new BoardIntent.SetTargetDate(id, Optional.empty());
            case ESTIMATE -> new BoardIntent.SetEstimate(id, Optional.empty());
            case COLOR -> new BoardIntent.SetColor(id, Optional.empty());
        };
    }
}
