package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Workspace;
import dev.meridian.model.board.Card;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.value.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian card move}. */
@Command(name = "move", aliases = "mv", header = "Move a card on the canvas, or into a group.")
final class CardMove implements Leaf {

    @Parameters(paramLabel = "CARD", description = "By part of its title, or the beginning of its id.")
    private String card = "";

    @Mixin
    private final BoardOption boards = new BoardOption();

    @Option(
            names = "--to",
            paramLabel = "X,Y",
            converter = Conversions.ToPosition.class,
            description = "Its new place in canvas units; y grows downwards.")
    private Optional<Position> to = Optional.empty();

    @Option(
            names = "--by",
            paramLabel = "DX,DY",
            converter = Conversions.ToPosition.class,
            description = "How far from where it is.")
    private Optional<Position> by = Optional.empty();

    @Option(names = "--into", paramLabel = "GROUP", description = "Put it into a group.")
    private Optional<String> into = Optional.empty();

    @Override
    public Answer answer(Run run) {
        if (to.isPresent() && by.isPresent()) {
            throw new CommandFailed(ExitCode.USAGE, "--to and --by exclude each other");
        }
        if (to.isEmpty() && by.isEmpty() && into.isEmpty()) {
            throw new CommandFailed(ExitCode.USAGE, "say where: --to X,Y, --by DX,DY or --into GROUP");
        }
        return run.inWorkspace(this::move);
    }

    private Answer move(Workspace workspace) {
        Names names = new Names(workspace);
        Names.OnBoard<Card> found = names.card(boards.board(), card);
        Card before = found.thing();
        List<BoardIntent> intents = new ArrayList<>();
        to.or(() -> by.map(distance -> moved(before.position(), distance)))
                .ifPresent(place -> intents.add(new BoardIntent.Move(before.id(), place)));
        into.map(group -> names.group(found.board(), group))
                .ifPresent(group -> intents.add(new BoardIntent.SetGroup(before.id(), Optional.of(group))));
        int changes = found.board().apply(intents).changes();
        return CardAnswers.of(workspace, found.board(), before.id(), "moved " + before.title(), changes);
    }

    private static Position moved(Position from, Position distance) {
        try {
            return new Position(Math.addExact(from.x(), distance.x()), Math.addExact(from.y(), distance.y()));
        } catch (ArithmeticException e) {
            throw new CommandFailed(ExitCode.USAGE, "that is beyond the canvas", e);
        }
    }
}
