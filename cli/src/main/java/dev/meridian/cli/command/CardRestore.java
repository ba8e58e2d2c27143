package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.model.board.Card;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code meridian card restore}. */
@Command(name = "restore", header = "Take a card out of the trash.")
final class CardRestore implements Leaf {

    @Parameters(paramLabel = "CARD", description = "By part of its title, or the beginning of its id.")
    private String card = "";

    @Mixin
    private final BoardOption boards = new BoardOption();

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            Names.OnBoard<Card> found = new Names(workspace).deletedCard(boards.board(), card);
            int changes = found.board().restore(found.thing().id()).changes();
            String sentence = "restored " + found.thing().title();
            return CardAnswers.of(workspace, found.board(), found.thing().id(), sentence, changes);
        });
    }
}
