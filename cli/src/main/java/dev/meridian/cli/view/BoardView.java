package dev.meridian.cli.view;

import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.output.Table;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Cycle;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.board.Group;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.GroupId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A board at a glance: its groups, in each its cards with their statuses, and what asks for a person. */
public final class BoardView {

    private final Scene scene;
    private final Trouble trouble;

    public BoardView(Scene scene) {
        this.scene = scene;
        this.trouble = new Trouble(scene);
    }

    public Json json() {
        Json.Fields board = Json.object()
                .put("id", scene.id().hex())
                .put("title", scene.title())
                .put("groups", Json.array(scene.groups(), BoardView::json))
                .put("cards", Json.array(scene.cards(), card -> new CardView(scene, card).json()))
                .put("arrows", Json.array(scene.arrows(), this::json))
                .put("trash", Json.array(scene.trash(), card -> new CardView(scene, card).json()));
        board.put(
                "blockers",
                Json.array(
                        scene.cards().stream()
                                .flatMap(card -> scene.blockers(card.id()).stream())
                                .toList(),
                        each -> ThreadView.json(each, scene.people())));
        return trouble.putInto(board);
    }

    private static Json json(Group group) {
        return Json.object()
                .put("id", group.id().hex())
                .put("title", group.title())
                .put("x", group.position().x())
                .put("y", group.position().y())
                .put("width", group.size().width())
                .put("height", group.size().height());
    }

    private Json json(Dependency arrow) {
        return Json.object()
                .put("id", arrow.id().hex())
                .put("from", arrow.from().hex())
                .put("to", arrow.to().hex())
                .put("kind", arrow.kind().word())
                .put("title", arrow.title());
    }

    public void print(Page page) {
        List<Card> cards = scene.cards();
        page.line(
                Span.of(scene.title(), Style.BOLD_CYAN),
                Span.of(
                        "  " + count(cards.size(), "card") + ", "
                                + count(scene.groups().size(), "group") + ", "
                                + count(scene.arrows().size(), "arrow") + trashNote(),
                        Style.DIM));
        Table table = columns();
        inGroups(cards).forEach((group, inIt) -> {
            String title = group.map(each -> Scene.firstLine(each.title())).orElse("Not in a group");
            table.line().line(Span.of(title, Style.BOLD), Span.of("  " + done(inIt), Style.DIM));
            addRows(table, inIt);
        });
        page.table(table);
        printBlockers(page, cards);
        trouble.print(page);
    }

    private void printBlockers(Page page, List<Card> cards) {
        List<Card> held = cards.stream()
                .filter(card -> !scene.blockers(card.id()).isEmpty())
                .toList();
        if (held.isEmpty()) {
            return;
        }
        page.heading("Held up (meridian blocker clear, once it is not any more)");
        for (Card card : held) {
            scene.blockers(card.id())
                    .forEach(blocker -> page.line(
                            Span.of("  ! ", Style.BOLD_RED),
                            Span.of(Scene.firstLine(card.title()) + ": " + Scene.firstLine(blocker.text())),
                            Span.of("  " + scene.people().name(blocker.raisedBy()), Style.DIM)));
        }
    }

    private String trashNote() {
        int inTrash = scene.trash().size();
        return inTrash == 0 ? "" : ", " + inTrash + " in the trash";
    }

    // Every group has its heading, an empty one too; cards without a group come last.
    private Map<Optional<Group>, List<Card>> inGroups(List<Card> cards) {
        Map<Optional<GroupId>, List<Card>> byGroup = cards.stream()
                .collect(Collectors.groupingBy(
                        card -> card.group().filter(group -> scene.group(group).isPresent())));
        Map<Optional<Group>, List<Card>> inOrder = new LinkedHashMap<>();
        scene.groups()
                .forEach(group ->
                        inOrder.put(Optional.of(group), byGroup.getOrDefault(Optional.of(group.id()), List.of())));
        Optional.ofNullable(byGroup.get(Optional.<GroupId>empty()))
                .ifPresent(without -> inOrder.put(Optional.empty(), without));
        return inOrder;
    }

    private String done(List<Card> cards) {
        return cards.isEmpty()
                ? "empty"
                : cards.stream().filter(scene::isOver).count() + " of " + cards.size() + " done";
    }

    /** Cards as rows. */
    public Table table(Collection<Card> cards) {
        Table table = columns();
        addRows(table, cards);
        return table;
    }

    private static Table columns() {
        return new Table("  ")
                .column("")
                .column("")
                .column("")
                .flexibleColumn("")
                .column("")
                .column("")
                .column("");
    }

    private void addRows(Table table, Collection<Card> cards) {
        Set<CardId> circling = new HashSet<>();
        scene.board().cycles().stream().map(Cycle::members).forEach(circling::addAll);
        for (Card card : cards) {
            table.row(
                    marks(card, circling),
                    StatusLook.of(scene, card),
                    Span.of(scene.shortId(card.id()), Style.DIM),
                    Span.of(Scene.firstLine(card.title())),
                    Span.of(
                            card.owners().stream().map(scene.people()::name).collect(Collectors.joining(", ")),
                            Style.CYAN),
                    Span.of(card.targetDate().map(String::valueOf).orElse(""), Style.DIM),
                    Span.of(after(card), Style.DIM));
        }
    }

    private String after(Card card) {
        List<Card> blockers = scene.waitsFor(card);
        return blockers.isEmpty()
                ? ""
                : "after "
                        + blockers.stream()
                                .map(each -> scene.shortId(each.id()))
                                .collect(Collectors.joining(" "));
    }

    private Span marks(Card card, Set<CardId> circling) {
        boolean inCircle = circling.contains(card.id());
        boolean held = !scene.blockers(card.id()).isEmpty();
        String marks = (held ? "!" : "")
                + (inCircle ? "⟳" : "")
                + (card.meta().conflicts().isEmpty() ? "" : "≠")
                + (card.meta().life().revival().isPresent() ? "↺" : "");
        return Span.of(marks, inCircle || held ? Style.RED : Style.YELLOW);
    }

    /** {@code 1 card}, {@code 2 cards}. */
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }
}
