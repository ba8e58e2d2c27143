package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.BoardView;
import dev.meridian.cli.view.CardView;
import dev.meridian.cli.view.Scene;
import dev.meridian.client.Workspace;
import dev.meridian.model.board.Card;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.value.Owner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian card ls}. */
@Command(name = "ls", aliases = "list", header = "List cards, of one board or of all, that fit every option given.")
final class CardList implements Leaf {

    @Parameters(arity = "0..1", paramLabel = "TEXT", description = "Part of the title.")
    private Optional<String> text = Optional.empty();

    @Mixin
    private final BoardOption boards = new BoardOption();

    @Option(
            names = {"-s", "--status"},
            paramLabel = "STATUS")
    private Optional<String> status = Optional.empty();

    @Option(
            names = {"-o", "--owner"},
            paramLabel = "NAME",
            description = "A member, 'me', or @name.")
    private Optional<String> owner = Optional.empty();

    @Option(
            names = {"-l", "--label"},
            paramLabel = "LABEL")
    private Optional<String> label = Optional.empty();

    @Option(
            names = {"-g", "--group"},
            paramLabel = "GROUP",
            description = "Part of the group's title.")
    private Optional<String> group = Optional.empty();

    @Option(names = "--trash", description = "Those in the trash, instead of the others.")
    private boolean trash;

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(this::list);
    }

    private Answer list(Workspace workspace) {
        Names names = new Names(workspace);
        Optional<StatusId> wantedStatus = status.map(names::status).map(found -> found.id());
        Optional<Owner> wantedOwner = owner.map(names::owner);
        Map<Scene, List<Card>> found = new LinkedHashMap<>();
        names.boards(boards.board()).forEach(board -> {
            Scene scene = Scene.of(workspace, board);
            List<Card> cards = (trash ? scene.trash() : scene.cards())
                    .stream().filter(wanted(scene, wantedStatus, wantedOwner)).toList();
            if (!cards.isEmpty()) {
                found.put(scene, cards);
            }
        });
        return Answer.ok(Json.object().put("cards", new Json.Array(json(found))), page -> print(page, found));
    }

    private Predicate<Card> wanted(Scene scene, Optional<StatusId> status, Optional<Owner> owner) {
        return card -> text.map(part -> contains(card.title(), part)).orElse(true)
                && (status.isEmpty() || card.status().equals(status))
                && owner.map(wanted -> card.owners().contains(wanted)).orElse(true)
                && label.map(wanted -> card.labels().contains(wanted)).orElse(true)
                && group.map(part -> card.group()
                                .map(scene::titleOf)
                                .filter(title -> contains(title, part))
                                .isPresent())
                        .orElse(true);
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static List<Json> json(Map<Scene, List<Card>> found) {
        List<Json> all = new ArrayList<>();
        found.forEach((scene, cards) -> cards.forEach(card -> all.add(new CardView(scene, card).json())));
        return all;
    }

    private static void print(Page page, Map<Scene, List<Card>> found) {
        if (found.isEmpty()) {
            page.line("no card fits");
        }
        found.forEach((scene, cards) -> {
            page.line(
                    Span.of(scene.title(), Style.BOLD_CYAN),
                    Span.of("  " + BoardView.count(cards.size(), "card"), Style.DIM));
            page.table(new BoardView(scene).table(cards));
        });
    }
}
