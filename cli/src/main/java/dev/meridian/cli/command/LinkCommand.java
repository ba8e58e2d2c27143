package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.Scene;
import dev.meridian.cli.view.Trouble;
import dev.meridian.client.BoardHandle;
import dev.meridian.client.Workspace;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.Warning;
import dev.meridian.model.value.DependencyKind;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian link}. */
@Command(
        name = "link",
        header = "Draw an arrow from one card to another: A must be done before B.",
        description = "An arrow that closes a circle is drawn all the same, with a warning that names the circle.")
final class LinkCommand implements Leaf {

    @Parameters(index = "0", paramLabel = "A", description = "The card that comes first.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "B", description = "The card that waits for it.")
    private String to = "";

    @Option(names = "--relates", description = "They only have to do with each other; nothing waits.")
    private boolean relates;

    @Option(names = "--title", paramLabel = "TEXT", description = "What is written on the arrow.")
    private Optional<String> title = Optional.empty();

    @Mixin
    private final BoardOption boards = new BoardOption();

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> link(run, workspace));
    }

    private Answer link(Run run, Workspace workspace) {
        Ends ends = Ends.find(new Names(workspace), boards.board(), from, to);
        DependencyId arrow = new DependencyId(Ids.random(new SecureRandom()));
        List<BoardIntent> intents = new ArrayList<>();
        DependencyKind kind = relates ? DependencyKind.RELATES : DependencyKind.BLOCKS;
        intents.add(new BoardIntent.AddDependency(arrow, ends.from(), ends.to(), kind));
        title.ifPresent(text -> intents.add(new BoardIntent.SetTitle(arrow, text)));
        Scene before = Scene.of(workspace, ends.board());
        List<Warning> warnings = ends.board().check(intents);
        refuseAnother(before, warnings);
        List<String> warned = warnings.stream()
                .map(warning -> sentence(new Trouble(before), warning))
                .toList();
        warned.forEach(run::warn);
        ends.board().apply(intents);
        Json.Fields json = Json.object()
                .put("id", arrow.hex())
                .put("from", ends.from().hex())
                .put("to", ends.to().hex())
                .put("kind", kind.word())
                .put("warnings", warned);
        return Answer.ok(json, page -> {
            page.line(before.titleOf(ends.from()) + (relates ? " relates to " : " → ") + before.titleOf(ends.to()));
            if (!warned.isEmpty()) {
                page.line("(meridian unlink takes it back)");
            }
        });
    }

    private static void refuseAnother(Scene scene, List<Warning> warnings) {
        for (Warning warning : warnings) {
            if (warning instanceof Warning.AlreadyLinked) {
                throw new CommandFailed(ExitCode.REFUSED, "there is such an arrow on " + scene.title() + " already");
            }
        }
    }

    private static String sentence(Trouble trouble, Warning warning) {
        return switch (warning) {
            case Warning.ClosesCycle closes -> "this closes a circle: " + trouble.path(closes.path());
            case Warning.AlreadyLinked linked -> "there is such an arrow already";
        };
    }

    /** Two things on one board. */
    record Ends(BoardHandle board, PlaceableId from, PlaceableId to) {

        static Ends find(Names names, Optional<String> board, String from, String to) {
            Names.OnBoard<PlaceableId> first = names.placeable(board, from);
            Names.OnBoard<PlaceableId> second = names.placeable(board, to);
            if (!first.board().id().equals(second.board().id())) {
                throw new CommandFailed(
                        ExitCode.USAGE,
                        "\"" + from + "\" is on " + first.board().title() + " and \"" + to + "\" on "
                                + second.board().title() + "; an arrow stays on one board");
            }
            return new Ends(first.board(), first.thing(), second.thing());
        }
    }
}
