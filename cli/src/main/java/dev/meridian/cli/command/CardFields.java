package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.naming.Names;
import dev.meridian.client.BoardHandle;
import dev.meridian.model.id.CardId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.value.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for the fields of a card, and the intents that they mean. */
final class CardFields {

    @Option(
            names = {"-s", "--status"},
            paramLabel = "STATUS",
            description = "One of the workspace's statuses.")
    private Optional<String> status = Optional.empty();

    @Option(
            names = {"-o", "--owner"},
            paramLabel = "NAME",
            description = "Add an owner: a member, 'me', or @name for somebody else. May be repeated.")
    private List<String> owners = List.of();

    @Option(
            names = {"-l", "--label"},
            paramLabel = "LABEL",
            description = "Add a label. May be repeated.")
    private List<String> labels = List.of();

    @Option(
            names = {"-d", "--document"},
            paramLabel = "DOC",
            description = "Link a document. May be repeated.")
    private List<String> documents = List.of();

    @Option(
            names = {"-g", "--group"},
            paramLabel = "GROUP",
            description = "Put it into a group.")
    private Optional<String> group = Optional.empty();

    @Option(
            names = "--target",
            paramLabel = "DATE",
            converter = Conversions.ToDate.class,
            description = "Target date, YYYY-MM-DD.")
    private Optional<LocalDate> target = Optional.empty();

    @Option(names = "--estimate", paramLabel = "N", description = "In the team's own unit.")
    private Optional<Double> estimate = Optional.empty();

    @Option(names = "--color", paramLabel = "COLOR", description = "1 to 6, or #rrggbb.")
    private Optional<String> color = Optional.empty();

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = Conversions.ToSize.class,
            description = "Extent on the canvas.")
    private Optional<Size> size = Optional.empty();

    @Option(names = "--pinned", negatable = true, description = "Hold it in its place when a layout moves others.")
    private Optional<Boolean> pinned = Optional.empty();

    Optional<String> group() {
        return group;
    }

    Size sizeOfNew() {
        return size.orElse(Size.CARD);
    }

    /** What the options want of this card; nothing where none was given. */
    List<BoardIntent> intents(Names names, BoardHandle board, CardId card) {
        List<BoardIntent> intents = new ArrayList<>();
        status.map(names::status)
                .ifPresent(found ->
                        intents.add(new BoardIntent.SetStatus(card, Optional.of(found.id()), Optional.empty())));
        owners.forEach(owner -> intents.add(new BoardIntent.AddOwner(card, names.owner(owner))));
        labels.forEach(label -> intents.add(new BoardIntent.AddLabel(card, label)));
        documents.forEach(document -> intents.add(
                new BoardIntent.LinkDocument(card, names.document(document).id())));
        group.map(name -> names.group(board, name))
                .ifPresent(found -> intents.add(new BoardIntent.SetGroup(card, Optional.of(found))));
        target.ifPresent(date -> intents.add(new BoardIntent.SetTargetDate(card, Optional.of(date))));
        estimate.ifPresent(number -> intents.add(new BoardIntent.SetEstimate(card, Optional.of(checked(number)))));
        color.ifPresent(value -> intents.add(new BoardIntent.SetColor(card, Optional.of(value))));
        size.ifPresent(value -> intents.add(new BoardIntent.Resize(card, value)));
        pinned.ifPresent(value -> intents.add(new BoardIntent.SetPinned(card, value)));
        return intents;
    }

    private static Double checked(Double estimate) {
        if (estimate.isNaN() || estimate.isInfinite() || estimate < 0) {
            throw new CommandFailed(ExitCode.USAGE, "an estimate is a number of 0 or more");
        }
        return estimate;
    }
}
