package dev.meridian.model.formats.merge;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.board.Thing;
import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.ImportContext;
import dev.meridian.model.formats.ImportSummary;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The arrows of a board merge. Owned by one import. */
final class ArrowMerge {

    private static final String MENTIONS = "mentions";

    private final ImportContext context;
    private final Board board;
    private final SourceBoard source;
    private final Warnings warnings;
    private final ThingMerge things;
    private final Matches<Dependency> arrows;
    private final Set<DependencyId> met = new HashSet<>();
    private int added;
    private int changed;
    private int removed;

    ArrowMerge(ImportContext context, Board board, SourceBoard source, Warnings warnings, ThingMerge things) {
        this.context = context;
        this.board = board;
        this.source = source;
        this.warnings = warnings;
        this.things = things;
        this.arrows = new Matches<>(board.dependencies().values(), source.kind());
    }

    /** An arrow of the file with what it joins here. */
    private record Joined(SourceArrow theirs, PlaceableId from, PlaceableId to, Optional<Dependency> local) {}

    ImportSummary merge(Function<String, Optional<PlaceableId>> ends, List<BoardIntent> intents) throws BadInput {
        List<Joined> all = new ArrayList<>();
        for (SourceArrow arrow : source.arrows()) {
            PlaceableId from = ends.apply(arrow.from()).orElseThrow();
            PlaceableId to = ends.apply(arrow.to()).orElseThrow();
            all.add(new Joined(arrow, from, to, local(arrow, from, to)));
        }
        List<Optional<Double>> orders =
                Layers.arrange(all.stream().map(this::slot).toList(), top());
        for (int i = 0; i < all.size(); i++) {
            merge(all.get(i), orders.get(i), intents);
        }
        dropUnmentioned(intents);
        return new ImportSummary(0, 0, 0, 0, added, changed, removed, 0, 0, 0);
    }

    private void merge(Joined joined, Optional<Double> order, List<BoardIntent> intents) throws BadInput {
        Optional<Dependency> local = joined.local();
        SourceThing theirs = joined.theirs().thing();
        local.ifPresent(arrow -> met.add(arrow.id()));
        if (local.isPresent() && local.get().deleted()) {
            return;
        }
        boolean sameEnds = local.filter(arrow -> sameEnds(arrow, joined)).isPresent();
        if (local.isEmpty() || !sameEnds) {
            local.ifPresent(arrow -> intents.add(new BoardIntent.Delete(arrow.id())));
            add(joined, order.or(() -> local.map(Dependency::order)), intents);
            return;
        }
        boolean came = Ours.sourceId(local.get().meta(), source.kind()).isPresent();
        SortedSet<String> mentions = came ? mentions(local.get(), joined.theirs()) : new TreeSet<>();
        SortedMap<String, String> more = remembered(order, mentions);
        List<BoardIntent> changes = things.update(local.get(), theirs, more);
        intents.addAll(changes);
        order.ifPresent(
                value -> intents.add(new BoardIntent.SetOrder(local.get().id(), value)));
        changed += changes.stream().anyMatch(change -> !(change instanceof BoardIntent.SetSource)) ? 1 : 0;
    }

    private void add(Joined joined, Optional<Double> order, List<BoardIntent> intents) throws BadInput {
        SourceThing theirs = joined.theirs().thing();
        if (trashed(joined.from()) || trashed(joined.to())) {
            warnings.add(theirs.at(), "an arrow from or to what is in the trash here is left out");
            return;
        }
        DependencyId id = new DependencyId(context.newId());
        DependencyKind kind = DependencyKind.of(theirs.value(Field.KIND)).orElseThrow();
        Map<Field, String> given = new EnumMap<>(Field.class);
        given.put(Field.KIND, kind.word());
        intents.add(new BoardIntent.AddDependency(id, joined.from(), joined.to(), kind));
        intents.addAll(
                things.fill(id, theirs, given, remembered(order, joined.theirs().mentions())));
        order.ifPresent(value -> intents.add(new BoardIntent.SetOrder(id, value)));
        added++;
    }

    private boolean trashed(PlaceableId end) {
        Thing thing = switch (end) {
            case CardId card -> board.cards().get(card);
            case GroupId group -> board.groups().get(group);
        };
        return thing != null && thing.deleted();
    }

    /** An arrow that every cell which named it has ceased to name is gone from the file, and so from here. */
    private void dropUnmentioned(List<BoardIntent> intents) {
        board.dependencies().values().stream()
                .filter(arrow -> !arrow.deleted() && !met.contains(arrow.id()))
                .sorted(Comparator.comparing((Dependency arrow) -> arrow.id().hex()))
                .forEach(arrow -> {
                    SortedSet<String> before = mentions(arrow);
                    if (!before.isEmpty()
                            && before.stream().allMatch(source.style().speaksOf())) {
                        intents.add(new BoardIntent.Delete(arrow.id()));
                        removed++;
                    }
                });
    }

    private SortedMap<String, String> remembered(Optional<Double> order, SortedSet<String> mentions) {
        SortedMap<String, String> more = new TreeMap<>();
        order.ifPresent(value -> more.put(Base.key(source.kind(), Field.ORDER), Plain.number(value)));
        if (!mentions.isEmpty()) {
            more.put(Base.key(source.kind(), MENTIONS), Fingerprint.joined(mentions));
        }
        return more;
    }

    /** Where files of this kind named the arrow. */
    static SortedSet<String> mentions(Dependency arrow, String kind) {
        return arrow.meta()
                .source()
                .map(Source::values)
                .map(values -> values.get(Base.key(kind, MENTIONS)))
                .map(StoredSet::read)
                .orElseGet(TreeSet::new);
    }

    /** Those of the file, and those of earlier files that this one does not speak of. */
    private SortedSet<String> mentions(Dependency local, SourceArrow theirs) {
        SortedSet<String> all = new TreeSet<>(theirs.mentions());
        for (String mention : theirs.mentions().isEmpty() ? new TreeSet<String>() : mentions(local)) {
            if (!source.style().speaksOf().test(mention)) {
                all.add(mention);
            }
        }
        return all;
    }

    private SortedSet<String> mentions(Dependency arrow) {
        return mentions(arrow, source.kind());
    }

    private Optional<Dependency> local(SourceArrow arrow, PlaceableId from, PlaceableId to) {
        Optional<Dependency> byName = arrows.find(arrow.thing().id());
        if (byName.isPresent() || !source.style().arrowsByEnds()) {
            return byName;
        }
        DependencyKind kind = DependencyKind.of(arrow.thing().value(Field.KIND)).orElseThrow();
        return board.leaving(from).plusAll(board.arriving(from)).stream()
                .map(board.dependencies()::get)
                .filter(each -> each != null && !each.deleted() && joins(each, from, to, kind))
                .min(Comparator.comparing((Dependency each) -> each.id().hex()));
    }

    private static boolean sameEnds(Dependency arrow, Joined joined) {
        boolean straight = arrow.from().equals(joined.from()) && arrow.to().equals(joined.to());
        DependencyKind theirs =
                DependencyKind.of(joined.theirs().thing().value(Field.KIND)).orElseThrow();
        return straight || joins(arrow, joined.from(), joined.to(), theirs);
    }

    /** An arrow that only relates has no direction. */
    private static boolean joins(Dependency arrow, PlaceableId from, PlaceableId to, DependencyKind kind) {
        boolean straight = arrow.from().equals(from) && arrow.to().equals(to);
        boolean turned = arrow.from().equals(to) && arrow.to().equals(from);
        return arrow.kind() == kind && (straight || (turned && kind == DependencyKind.RELATES));
    }

    private Layers.Slot slot(Joined joined) {
        boolean remembers = source.style().ordered();
        return new Layers.Slot(
                joined.local().filter(thing -> remembers).flatMap(thing -> BoardMerge.baseOrder(thing, source.kind())),
                joined.local().map(Thing::order));
    }

    private double top() {
        return board.dependencies().values().stream()
                .mapToDouble(Dependency::order)
                .max()
                .orElse(0);
    }
}
