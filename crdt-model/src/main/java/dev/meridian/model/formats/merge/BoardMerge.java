package dev.meridian.model.formats.merge;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Group;
import dev.meridian.model.board.Thing;
import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.ImportContext;
import dev.meridian.model.formats.ImportSummary;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.team.Status;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes of a board what a file says of it. Owned by one import. */
final class BoardMerge {

    private final ImportContext context;
    private final Board board;
    private final SourceBoard source;
    private final Words words;
    private final Warnings warnings;
    private final ThingMerge things;
    private final Matches<Card> cards;
    private final Matches<Group> groups;
    private final Map<String, PlaceableId> ends = new HashMap<>();
    private final List<BoardIntent> intents = new ArrayList<>();
    private int cardsAdded;
    private int cardsChanged;
    private int groupsAdded;
    private int groupsChanged;

    BoardMerge(ImportContext context, Board board, SourceBoard source, Words words, Warnings warnings) {
        this.context = context;
        this.board = board;
        this.source = source;
        this.words = words;
        this.warnings = warnings;
        this.cards = new Matches<>(board.cards().values(), source.kind());
        this.groups = new Matches<>(board.groups().values(), source.kind());
        Map<String, GroupId> groupIds = new HashMap<>();
        board.groups().values().stream()
                .filter(group -> !group.deleted())
                .forEach(group -> groupIds.put(group.id().hex(), group.id()));
        for (SourceBoard.Placed placed : source.placed()) {
            PlaceableId id = placed.group() ? groupId(placed.thing()) : cardId(placed.thing());
            ends.put(placed.thing().id(), id);
            boolean trashed = local(placed).filter(Thing::deleted).isPresent();
            if (id instanceof GroupId group && !trashed) {
                groupIds.put(placed.thing().id(), group);
            }
        }
        Ours ours = new Ours(context.team(), board, words, source.kind());
        this.things = new ThingMerge(source, ours, new Writes(words, groupIds), warnings, context.onConflict());
    }

    /** What was written, and how much. */
    record Result(List<BoardIntent> intents, ImportSummary summary) {}

    Result merge() throws BadInput {
        Map<PlaceableId, Position> places = places();
        List<Optional<Double>> orders =
                Layers.arrange(source.placed().stream().map(this::slot).toList(), top());
        // Groups first, so that cards can be put into them.
        for (boolean group : new boolean[] {true, false}) {
            for (int i = 0; i < orders.size(); i++) {
                if (source.placed().get(i).group() == group) {
                    place(source.placed().get(i), orders.get(i), places);
                }
            }
        }
        ArrowMerge arrows = new ArrowMerge(context, board, source, warnings, things);
        ImportSummary arrowSummary = arrows.merge(this::end, intents);
        ImportSummary own = new ImportSummary(cardsAdded, cardsChanged, groupsAdded, groupsChanged, 0, 0, 0, 0, 0, 0);
        return new Result(intents, own.plus(arrowSummary));
    }

    /** The card or group that a file calls so, whether this file lists it or an earlier one did. */
    private Optional<PlaceableId> end(String name) {
        PlaceableId listed = ends.get(name);
        return listed != null
                ? Optional.of(listed)
                : cards.find(name).map(Card::id).map(id -> (PlaceableId) id);
    }

    private void place(SourceBoard.Placed placed, Optional<Double> order, Map<PlaceableId, Position> places)
            throws BadInput {
        PlaceableId id = ends.get(placed.thing().id());
        Optional<? extends Thing> local = local(placed);
        SortedMap<String, String> more = new TreeMap<>();
        order.ifPresent(value -> more.put(Base.key(source.kind(), Field.ORDER), Plain.number(value)));
        if (id == null) {
            throw new IllegalStateException("no id for " + placed.thing().id());
        }
        if (local.isEmpty()) {
            intents.add(added(id, placed.thing(), places.getOrDefault(id, Position.ORIGIN)));
            intents.addAll(things.fill(id, placed.thing(), given(placed.thing()), more));
            order.ifPresent(value -> intents.add(new BoardIntent.SetOrder(id, value)));
            cardsAdded += placed.group() ? 0 : 1;
            groupsAdded += placed.group() ? 1 : 0;
        } else if (!local.get().deleted()) {
            List<BoardIntent> changes = things.update(local.get(), placed.thing(), more);
            intents.addAll(changes);
            order.ifPresent(value -> intents.add(new BoardIntent.SetOrder(id, value)));
            boolean changed = changes.stream().anyMatch(change -> !(change instanceof BoardIntent.SetSource));
            cardsChanged += changed && !placed.group() ? 1 : 0;
            groupsChanged += changed && placed.group() ? 1 : 0;
        } else if (things.changedThere(local.get(), placed.thing())) {
            warnings.add(
                    placed.thing().at(),
                    "\"" + Sentences.brief(local.get().title())
                            + "\" was changed in the file and is in the trash here; it stays there");
        }
    }

    /** Where new cards go whose file does not say. */
    private Map<PlaceableId, Position> places() {
        List<PlaceableId> ids = new ArrayList<>();
        List<Optional<StatusId>> statuses = new ArrayList<>();
        for (SourceBoard.Placed placed : source.placed()) {
            PlaceableId id = ends.get(placed.thing().id());
            if (id != null
                    && local(placed).isEmpty()
                    && !placed.thing().values().containsKey(Field.POSITION)) {
                ids.add(id);
                statuses.add(words.status(placed.thing().value(Field.STATUS)).map(Status::id));
            }
        }
        List<StatusId> order =
                context.team().statusesInOrder().stream().map(Status::id).toList();
        List<Position> positions = Grid.place(board, statuses, order);
        Map<PlaceableId, Position> places = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            places.put(ids.get(i), positions.get(i));
        }
        return places;
    }

    private static BoardIntent added(PlaceableId id, SourceThing thing, Position place) {
        String title = thing.value(Field.TITLE);
        Position position = Position.parse(thing.value(Field.POSITION)).orElse(place);
        Size size = Size.parse(thing.value(Field.SIZE)).orElse(Size.CARD);
        return switch (id) {
            case CardId card -> new BoardIntent.AddCard(card, title, position, size);
            case GroupId group -> new BoardIntent.AddGroup(group, title, position, size);
        };
    }

    private static Map<Field, String> given(SourceThing thing) {
        Map<Field, String> given = new EnumMap<>(Field.class);
        for (Field field : new Field[] {Field.TITLE, Field.POSITION, Field.SIZE}) {
            given.put(field, thing.value(field));
        }
        return given;
    }

    private Layers.Slot slot(SourceBoard.Placed placed) {
        Optional<? extends Thing> local = local(placed);
        boolean remembers = source.style().ordered();
        return new Layers.Slot(
                local.filter(thing -> remembers).flatMap(thing -> baseOrder(thing, source.kind())),
                local.map(Thing::order));
    }

    /** The order at the last import. */
    static Optional<Double> baseOrder(Thing thing, String kind) {
        return thing.meta()
                .source()
                .map(origin -> origin.values().get(Base.key(kind, Field.ORDER)))
                .map(Double::valueOf);
    }

    private double top() {
        return Stream.<Thing>concat(board.cards().values().stream(), board.groups().values().stream())
                .mapToDouble(Thing::order)
                .max()
                .orElse(0);
    }

    private Optional<? extends Thing> local(SourceBoard.Placed placed) {
        return placed.group()
                ? groups.find(placed.thing().id())
                : cards.find(placed.thing().id());
    }

    private GroupId groupId(SourceThing thing) {
        return groups.find(thing.id()).map(Group::id).orElseGet(() -> new GroupId(context.newId()));
    }

    private CardId cardId(SourceThing thing) {
        return cards.find(thing.id()).map(Card::id).orElseGet(() -> new CardId(context.newId()));
    }
}
