package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.Scene;
import dev.meridian.cli.view.Trouble;
import dev.meridian.client.Workspace;
import dev.meridian.model.board.Card;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.value.Conflict;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian conflicts resolve}. */
@Command(
        name = "resolve",
        header = "Settle a field of a card that shows several values.",
        description =
                "Writes the value you pick. For yet another one use 'meridian card set': writing a field settles it.")
final class ConflictsResolve implements Leaf {

    @Parameters(index = "0", paramLabel = "CARD", description = "By part of its title, or the beginning of its id.")
    private String card = "";

    @Parameters(index = "1", paramLabel = "FIELD", description = "As 'meridian conflicts' names it.")
    private String field = "";

    @Option(
            names = {"-p", "--pick"},
            paramLabel = "NUMBER",
            description = "Of the value, as 'meridian conflicts' numbers them; 1 is the one that shows (default: 1).",
            defaultValue = "1",
            converter = Conversions.ToCount.class)
    private int pick = 1;

    @Mixin
    private final BoardOption boards = new BoardOption();

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(this::resolve);
    }

    private Answer resolve(Workspace workspace) {
        Names.OnBoard<Card> found = new Names(workspace).card(boards.board(), card);
        Card before = found.thing();
        Trouble trouble = new Trouble(Scene.of(workspace, found.board()));
        Conflict conflict = conflict(before);
        if (pick > conflict.candidates().size()) {
            throw new CommandFailed(
                    ExitCode.USAGE, "there are only " + conflict.candidates().size() + " values to pick from");
        }
        Optional<String> value = conflict.candidates().get(pick - 1).value();
        int changes = found.board()
                .apply(List.of(intent(before, conflict.field(), value)))
                .changes();
        String sentence = Trouble.word(conflict.field()) + " of " + before.title() + " is "
                + trouble.value(conflict.field(), value) + " now";
        return CardAnswers.of(workspace, found.board(), before.id(), sentence, changes);
    }

    private Conflict conflict(Card found) {
        List<Conflict> conflicts = found.meta().conflicts();
        if (conflicts.isEmpty()) {
            throw new CommandFailed(ExitCode.REFUSED, "no field of " + found.title() + " has several values");
        }
        return conflicts.stream()
                .filter(each -> Trouble.word(each.field()).equalsIgnoreCase(field.strip()))
                .findFirst()
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.REFUSED,
                        "there is one value for \"" + field + "\"; several have: "
                                + conflicts.stream()
                                        .map(each -> Trouble.word(each.field()))
                                        .collect(Collectors.joining(", "))));
    }

    private static BoardIntent intent(Card before, Field field, Optional<String> value) {
        CardId card = before.id();
        return switch (field) {
            case TITLE -> new BoardIntent.SetTitle(card, value.orElse(""));
            case STATUS -> new BoardIntent.SetStatus(card, value.map(StatusId::new), Optional.empty());
            case STATUS_WORD -> new BoardIntent.SetStatus(card, before.status(), value);
            case POSITION -> new BoardIntent.Move(card, position(value.orElse("0 0")));
            case SIZE -> new BoardIntent.Resize(card, size(value));
            case GROUP -> new BoardIntent.SetGroup(card, value.map(GroupId::new));
            case ORDER ->
                new BoardIntent.SetOrder(card, value.map(Double::parseDouble).orElse(0.0));
            case PINNED ->
                new BoardIntent.SetPinned(card, value.map(Boolean::parseBoolean).orElse(false));
            case COLOR -> new BoardIntent.SetColor(card, value);
            case TARGET_DATE -> new BoardIntent.SetTargetDate(card, value.map(LocalDate::parse));
            case ESTIMATE -> new BoardIntent.SetEstimate(card, value.map(Double::parseDouble));
            case EXTRA -> new BoardIntent.SetExtra(card, value);
            case NAME,
                    DESCRIPTION,
                    OWNER,
                    LABEL,
                    DOCUMENT,
                    WHY,
                    FROM,
                    TO,
                    KIND,
                    ZONE,
                    CATEGORY,
                    DEVICE,
                    WEEK,
                    DAYS_OFF,
                    OUT_OF_HOURS ->
                throw new CommandFailed(
                        ExitCode.REFUSED, "a card's " + Trouble.word(field) + " is set by card set or link");
            case THREAD, ON, START, END, QUOTE, SINCE, STATE, TEXT, AT, EDITED_AT, MENTION, BLOCKER, CLEARED ->
                throw new CommandFailed(
                        ExitCode.REFUSED, "the " + Trouble.word(field) + " of a comment is set by meridian comment");
        };
    }

    private static Position position(String stored) {
        int blank = stored.indexOf(' ');
        return new Position(
                Integer.parseInt(stored.substring(0, blank)), Integer.parseInt(stored.substring(blank + 1)));
    }

    private static Size size(Optional<String> stored) {
        return stored.map(ConflictsResolve::position)
                .map(pair -> new Size(pair.x(), pair.y()))
                .orElse(Size.CARD);
    }
}
