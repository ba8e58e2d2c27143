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
import dev.meridian.model.board.Thing;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.value.Conflict;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Life;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What on a board asks for a person: fields with two values, arrows in a circle, cards that came back from the trash. */
public final class Trouble {

    /** A field of a thing that shows more than one value. */
    public record Disputed(Thing thing, Conflict conflict) {}

    private final Scene scene;

    public Trouble(Scene scene) {
        this.scene = scene;
    }

    public List<Disputed> conflicts() {
        List<Disputed> disputed = new ArrayList<>();
        things().filter(thing -> !thing.deleted())
                .forEach(thing ->
                        thing.meta().conflicts().forEach(conflict -> disputed.add(new Disputed(thing, conflict))));
        return disputed;
    }

    public List<Cycle> cycles() {
        return scene.board().cycles();
    }

    public List<Card> revived() {
        return scene.cards().stream()
                .filter(card -> card.meta().life().revival().isPresent())
                .toList();
    }

    public boolean isNone() {
        return conflicts().isEmpty() && cycles().isEmpty() && revived().isEmpty();
    }

    private Stream<Thing> things() {
        return Stream.of(
                        scene.board().cards(),
                        scene.board().groups(),
                        scene.board().dependencies())
                .flatMap(map -> map.values().stream().map(Thing.class::cast))
                .sorted(Comparator.comparing(thing -> thing.id().hex()));
    }

    /** {@code A → B → A}. */
    public String path(List<CardId> cards) {
        return cards.stream().map(scene::titleOf).collect(Collectors.joining(" → "));
    }

    /** Everything of the three kinds that there is, for a person. */
    public void print(Page page) {
        if (!conflicts().isEmpty()) {
            page.heading("Written by two people at once (both values are kept; set the field, and it is settled)");
            Table table = new Table("  ")
                    .column("")
                    .flexibleColumn("")
                    .column("")
                    .column("")
                    .flexibleColumn("")
                    .column("");
            conflicts().forEach(each -> print(table, each));
            page.table(table);
        }
        if (!cycles().isEmpty()) {
            page.heading("Arrows in a circle (nothing in it can be first)");
            cycles().forEach(cycle -> page.line(Span.of("  ⟳ ", Style.RED), Span.of(path(cycle.path()))));
        }
        if (!revived().isEmpty()) {
            page.heading("Deleted by one, edited by another (so it is still here)");
            revived()
                    .forEach(card -> page.line(
                            Span.of("  ↺ ", Style.YELLOW), Span.of(scene.titleOf(card.id()) + ": " + sentence(card))));
        }
    }

    private void print(Table table, Disputed disputed) {
        String field = word(disputed.conflict().field());
        String title = title(disputed.thing());
        int number = 1;
        for (Conflict.Candidate candidate : disputed.conflict().candidates()) {
            boolean first = number == 1;
            table.row(
                    Span.of(first ? "≠" : "", Style.YELLOW),
                    Span.of(first ? title : ""),
                    Span.of(first ? field : "", Style.BOLD),
                    Span.of(String.valueOf(number), Style.DIM),
                    Span.of(value(disputed.conflict().field(), candidate.value())),
                    Span.of(scene.people().name(candidate.author()) + (first ? ", shown" : ""), Style.DIM));
            number++;
        }
    }

    private String title(Thing thing) {
        return switch (thing) {
            case Dependency arrow -> scene.titleOf(arrow.from()) + " → " + scene.titleOf(arrow.to());
            case Card card -> scene.titleOf(card.id());
            case Group group -> scene.titleOf(group.id());
        };
    }

    String sentence(Card card) {
        Life.Revival revival = card.meta().life().revival().orElseThrow();
        return "deleted by " + scene.people().names(revival.deletedBy()) + " while "
                + scene.people().names(revival.editedBy()) + " edited it";
    }

    /** A stored value as a person reads it. */
    public String value(Field field, Optional<String> stored) {
        return stored.map(text -> switch (field) {
                    case STATUS ->
                        named(text, id -> scene.status(new StatusId(id)).map(status -> status.name()));
                    case GROUP -> named(text, id -> scene.group(new GroupId(id)).map(group -> group.title()));
                    case POSITION -> text.replace(' ', ',');
                    case SIZE -> text.replace(' ', 'x');
                    default -> text;
                })
                .orElse("(none)");
    }

    private static String named(String id, Function<String, Optional<String>> name) {
        return Ids.isId(id) ? name.apply(id).orElse(id) : id;
    }

    /** A field's name as it is typed and shown. */
    public static String word(Field field) {
        return switch (field) {
            case TARGET_DATE -> "target";
            case STATUS_WORD -> "imported status";
            case WEEK -> "working hours";
            case DAYS_OFF -> "days off";
            default -> field.key();
        };
    }

    Json.Fields json(Conflict conflict) {
        return Json.object()
                .put("field", word(conflict.field()))
                .put(
                        "values",
                        Json.array(
                                conflict.candidates(),
                                candidate -> Json.object()
                                        .put("value", candidate.value())
                                        .put("text", value(conflict.field(), candidate.value()))
                                        .put("author", scene.people().json(candidate.author()))));
    }

    /** The three kinds under the keys {@code conflicts}, {@code cycles} and {@code revived}. */
    public Json.Fields putInto(Json.Fields fields) {
        return fields.put("conflicts", Json.array(conflicts(), this::json))
                .put("cycles", Json.array(cycles(), this::json))
                .put("revived", Json.array(revived(), this::revivedJson));
    }

    private Json json(Disputed disputed) {
        Json.Fields about = Json.object()
                .put("board", scene.id().hex())
                .put("thing", disputed.thing().id().hex())
                .put("title", title(disputed.thing()));
        return about.putAll(json(disputed.conflict()));
    }

    private Json json(Cycle cycle) {
        return Json.object()
                .put("board", scene.id().hex())
                .put(
                        "path",
                        Json.array(
                                cycle.path(),
                                card -> Json.object().put("id", card.hex()).put("title", scene.titleOf(card))))
                .put("text", path(cycle.path()));
    }

    private Json revivedJson(Card card) {
        return Json.object()
                .put("board", scene.id().hex())
                .put("id", card.id().hex())
                .put("title", scene.titleOf(card.id()))
                .put("revival", revival(card));
    }

    Json.Fields revival(Card card) {
        Life.Revival revival = card.meta().life().revival().orElseThrow();
        return Json.object()
                .put("deletedBy", Json.array(revival.deletedBy(), scene.people()::json))
                .put("editedBy", Json.array(revival.editedBy(), scene.people()::json));
    }
}
