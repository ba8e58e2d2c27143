package dev.meridian.model.board;

import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.value.DependencyKind;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * Cards and arrows of a board. Immutable.
 *
 * @param leaving by where they start
 * @param arriving by where they lead
 */
record ArrowGraph(
        PMap<CardId, Card> cards,
        PMap<DependencyId, Dependency> dependencies,
        PMap<PlaceableId, PSet<DependencyId>> leaving,
        PMap<PlaceableId, PSet<DependencyId>> arriving) {

    static final ArrowGraph EMPTY =
            new ArrowGraph(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

    ArrowGraph plus(Card card) {
        return new ArrowGraph(cards.plus(card.id(), card), dependencies, leaving, arriving);
    }

    ArrowGraph minus(CardId card) {
        return new ArrowGraph(cards.minus(card), dependencies, leaving, arriving);
    }

    ArrowGraph plus(Dependency dependency) {
        DependencyId id = dependency.id();
        ArrowGraph without = minus(id);
        return new ArrowGraph(
                cards,
                dependencies.plus(id, dependency),
                with(without.leaving, dependency.from(), id),
                with(without.arriving, dependency.to(), id));
    }

    ArrowGraph minus(DependencyId id) {
        Dependency old = dependencies.get(id);
        return old == null
                ? this
                : new ArrowGraph(
                        cards,
                        dependencies.minus(id),
                        without(leaving, old.from(), id),
                        without(arriving, old.to(), id));
    }

    private static PMap<PlaceableId, PSet<DependencyId>> with(
            PMap<PlaceableId, PSet<DependencyId>> index, PlaceableId end, DependencyId id) {
        return index.plus(end, index.getOrDefault(end, HashTreePSet.empty()).plus(id));
    }

    private static PMap<PlaceableId, PSet<DependencyId>> without(
            PMap<PlaceableId, PSet<DependencyId>> index, PlaceableId end, DependencyId id) {
        PSet<DependencyId> rest = index.getOrDefault(end, HashTreePSet.empty()).minus(id);
        return rest.isEmpty() ? index.minus(end) : index.plus(end, rest);
    }

    boolean isLiving(CardId id) {
        Card card = cards.get(id);
        return card != null && !card.deleted();
    }

    /** The living cards that a living card blocks. */
    SortedSet<CardId> blockedBy(CardId card) {
        SortedSet<CardId> blocked = new TreeSet<>();
        if (!isLiving(card)) {
            return blocked;
        }
        for (DependencyId id : leaving.getOrDefault(card, HashTreePSet.empty())) {
            Dependency dependency = dependencies.get(id);
            if (dependency != null && blocks(dependency) && dependency.to() instanceof CardId to && isLiving(to)) {
                blocked.add(to);
            }
        }
        return blocked;
    }

    /** Whether an arrow counts in cycles, as far as it alone decides. */
    static boolean blocks(Dependency dependency) {
        return dependency.kind() == DependencyKind.BLOCKS && !dependency.deleted();
    }
}
