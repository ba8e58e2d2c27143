package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.CardView;
import dev.meridian.cli.view.LinkView;
import dev.meridian.cli.view.Scene;
import dev.meridian.cli.view.ThreadView;
import dev.meridian.model.board.Card;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code meridian card show}. */
@Command(name = "show", header = "Show one card in full.")
final class CardShow implements Leaf {

    @Parameters(paramLabel = "CARD", description = "By part of its title, or the beginning of its id.")
    private String card = "";

    @Mixin
    private final BoardOption boards = new BoardOption();

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            Names.OnBoard<Card> found = new Names(workspace).card(boards.board(), card);
            Scene scene = Scene.of(workspace, found.board());
            CardView view = new CardView(scene, found.thing());
            LinkView links = LinkView.of(workspace.links(), found.thing().id());
            ThreadView threads = ThreadView.of(run, workspace);
            return Answer.ok(links.putInto(view.json()), page -> {
                view.print(page);
                links.print(page);
                scene.threads(found.thing().id()).stream()
                        .filter(thread -> !thread.resolved())
                        .forEach(thread -> threads.print(page.blank(), thread));
            });
        });
    }
}
