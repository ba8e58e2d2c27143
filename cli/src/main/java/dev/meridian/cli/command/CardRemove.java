package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Plan;
import dev.meridian.client.Workspace;
import dev.meridian.model.board.Card;
import dev.meridian.model.intent.BoardIntent;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code meridian card rm}. */
@Command(
        name = "rm",
        aliases = "remove",
        header = "Move cards to the trash, all of them or none. 'card restore' brings them back.")
final class CardRemove implements Leaf {

    @Parameters(arity = "1..*", paramLabel = "CARD", description = "By part of its title, or the beginning of its id.")
    private List<String> cards = List.of();

    @Mixin
    private final BoardOption boards = new BoardOption();

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(this::remove);
    }

    private Answer remove(Workspace workspace) {
        Names names = new Names(workspace);
        List<Names.OnBoard<Card>> found =
                cards.stream().map(card -> names.card(boards.board(), card)).toList();
        Plan.Builder plan = Plan.builder();
        found.forEach(each -> plan.board(
                each.board().id(), new BoardIntent.Delete(each.thing().id())));
        workspace.apply(plan.build());
        return Answer.ok(
                Json.object()
                        .put(
                                "deleted",
                                found.stream()
                                        .map(each -> each.thing().id().hex())
                                        .toList()),
                page -> page.line("moved to the trash: "
                        + found.stream().map(each -> each.thing().title()).collect(Collectors.joining(", "))));
    }
}
