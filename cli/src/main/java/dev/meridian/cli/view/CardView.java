package dev.meridian.cli.view;

import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.output.Table;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.team.Status;
import dev.meridian.model.value.Conflict;
import dev.meridian.model.value.DependencyKind;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One card in full. */
public final class CardView {

    private final Scene scene;
    private final Card card;
    private final Trouble trouble;

    public CardView(Scene scene, Card card) {
        this.scene = scene;
        this.card = card;
        this.trouble = new Trouble(scene);
    }

    public Json.Fields json() {
        return Json.object()
                .put("id", card.id().hex())
                .put("board", scene.id().hex())
                .put("title", card.title())
                .put("status", scene.status(card).map(CardView::json))
                .put("statusWord", card.statusWord())
                .put("owners", Json.array(card.owners(), scene.people()::json))
                .put("labels", card.labels())
                .put(
                        "documents",
                        Json.array(
                                card.documents(),
                                document ->
                                        Json.object().put("id", document.hex()).put("title", scene.titleOf(document))))
                .put(
                        "position",
                        Json.object()
                                .put("x", card.position().x())
                                .put("y", card.position().y()))
                .put(
                        "size",
                        Json.object()
                                .put("width", card.size().width())
                                .put("height", card.size().height()))
                .put(
                        "group",
                        card.group()
                                .flatMap(scene::group)
                                .map(group -> Json.object()
                                        .put("id", group.id().hex())
                                        .put("title", group.title())))
                .put("targetDate", card.targetDate())
                .put("estimate", card.estimate())
                .put("color", card.color())
                .put("pinned", card.pinned())
                .put("description", card.description())
                .put("blockedBy", ends(scene.arrowsTo(card.id()), DependencyKind.BLOCKS, Dependency::from))
                .put("blocks", ends(scene.arrowsFrom(card.id()), DependencyKind.BLOCKS, Dependency::to))
                .put("relatesTo", ends(scene.arrowsFrom(card.id()), DependencyKind.RELATES, Dependency::to))
                .put("relatedFrom", ends(scene.arrowsTo(card.id()), DependencyKind.RELATES, Dependency::from))
                .put("conflicts", Json.array(card.meta().conflicts(), trouble::json))
                .put("revival", card.meta().life().revival().map(revival -> trouble.revival(card)))
                .put(
                        "blockers",
                        Json.array(scene.blockers(card.id()), blocker -> ThreadView.json(blocker, scene.people())))
                .put("openThreads", openThreads())
                .put("threads", scene.threads(card.id()).size())
                .put("deleted", card.deleted());
    }

    private long openThreads() {
        return scene.threads(card.id()).stream()
                .filter(thread -> !thread.resolved())
                .count();
    }

    private static Json json(Status status) {
        return Json.object()
                .put("id", status.id().hex())
                .put("name", status.name())
                .put("category", status.category().word());
    }

    private Json ends(List<Dependency> arrows, DependencyKind kind, Function<Dependency, PlaceableId> end) {
        return Json.array(
                of(arrows, kind),
                arrow -> Json.object()
                        .put("id", end.apply(arrow).hex())
                        .put("title", scene.titleOf(end.apply(arrow)))
                        .put("arrow", arrow.id().hex()));
    }

    private static List<Dependency> of(List<Dependency> arrows, DependencyKind kind) {
        return arrows.stream().filter(arrow -> arrow.kind() == kind).toList();
    }

    public void print(Page page) {
        page.line(
                Span.of(Scene.firstLine(card.title()), Style.BOLD),
                Span.of("  " + scene.shortId(card.id()) + " on " + scene.title(), Style.DIM));
        Table facts = new Table("  ").column("").flexibleColumn("");
        facts.row(Span.of("status", Style.DIM), StatusLook.of(scene, card));
        fact(facts, "owners", card.owners(), scene.people()::name);
        fact(facts, "group", card.group().flatMap(scene::group).stream().toList(), group -> group.title());
        fact(facts, "target", card.targetDate().stream().toList(), String::valueOf);
        fact(facts, "estimate", card.estimate().stream().toList(), BoardView::number);
        fact(facts, "labels", card.labels(), label -> label);
        fact(facts, "documents", card.documents(), scene::titleOf);
        fact(facts, "place", List.of(card.position()), position -> position.x() + "," + position.y());
        arrows(facts, "after", of(scene.arrowsTo(card.id()), DependencyKind.BLOCKS), Dependency::from);
        arrows(facts, "before", of(scene.arrowsFrom(card.id()), DependencyKind.BLOCKS), Dependency::to);
        arrows(facts, "relates to", of(scene.arrowsFrom(card.id()), DependencyKind.RELATES), Dependency::to);
        arrows(facts, "related from", of(scene.arrowsTo(card.id()), DependencyKind.RELATES), Dependency::from);
        int said = scene.threads(card.id()).size();
        fact(facts, "threads", said == 0 ? List.of() : List.of(said), all -> all + ", " + openThreads() + " open");
        page.table(facts);
        scene.blockers(card.id())
                .forEach(blocker -> page.line(
                        Span.of("  ! ", Style.BOLD_RED),
                        Span.of(Scene.firstLine(blocker.text())),
                        Span.of("  " + scene.people().name(blocker.raisedBy()), Style.DIM)));
        card.meta().conflicts().forEach(conflict -> print(page, conflict));
        card.meta()
                .life()
                .revival()
                .ifPresent(revival -> page.line(Span.of("  ↺ ", Style.YELLOW), Span.of(trouble.sentence(card))));
        if (card.deleted()) {
            page.line(Span.of("  in the trash; meridian card restore brings it back", Style.YELLOW));
        }
        if (!card.description().isBlank()) {
            page.blank().text(card.description());
        }
    }

    private static <T> void fact(Table facts, String name, Collection<T> values, Function<T, String> text) {
        if (!values.isEmpty()) {
            facts.row(
                    Span.of(name, Style.DIM), Span.of(values.stream().map(text).collect(Collectors.joining(", "))));
        }
    }

    private void arrows(Table facts, String name, List<Dependency> arrows, Function<Dependency, PlaceableId> end) {
        fact(facts, name, arrows, arrow -> scene.titleOf(end.apply(arrow)));
    }

    private void print(Page page, Conflict conflict) {
        String values = conflict.candidates().stream()
                .map(each -> "\"" + trouble.value(conflict.field(), each.value()) + "\" by "
                        + scene.people().name(each.author()))
                .collect(Collectors.joining(", "));
        page.line(Span.of("  ≠ ", Style.YELLOW), Span.of(Trouble.word(conflict.field()) + ": " + values));
    }
}
