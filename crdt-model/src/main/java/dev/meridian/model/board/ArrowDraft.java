package dev.meridian.model.board;

import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.id.ThingId;
import dev.meridian.model.intent.Warning;
import dev.meridian.model.value.DependencyKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pcollections.HashTreePSet;

/** The arrows of a board as a list of intents leaves them, to warn of the cycles that it closes. Used by one scribe. */
final class ArrowDraft {

    private record Arrow(PlaceableId from, PlaceableId to, DependencyKind kind, boolean living) {}

    private final ArrowGraph graph;
    /** Arrows that differ from the graph. */
    private final Map<DependencyId, Arrow> drafted = new LinkedHashMap<>();
    /** New arrows by where they start. */
    private final Map<PlaceableId, Set<DependencyId>> added = new HashMap<>();
    /** Cards that came, went or came back. */
    private final Map<CardId, Boolean> living = new LinkedHashMap<>();

    ArrowDraft(ArrowGraph graph) {
        this.graph = graph;
    }

    void add(DependencyId id, PlaceableId from, PlaceableId to, DependencyKind kind) {
        drafted.put(id, new Arrow(from, to, kind, true));
        added.computeIfAbsent(from, end -> new LinkedHashSet<>()).add(id);
        added.computeIfAbsent(to, end -> new LinkedHashSet<>()).add(id);
    }

    void set(DependencyId id, DependencyKind kind) {
        arrow(id).ifPresent(arrow -> drafted.put(id, new Arrow(arrow.from, arrow.to, kind, arrow.living)));
    }

    /** A thing is there, or is not. */
    void live(ThingId thing, boolean there) {
        switch (thing) {
            case CardId card -> living.put(card, there);
            case DependencyId id ->
                arrow(id).ifPresent(arrow -> drafted.put(id, new Arrow(arrow.from, arrow.to, arrow.kind, there)));
            case GroupId group -> {}
        }
    }

    /** All arrows, in the trash or not, that start from a thing or lead to it. */
    Set<DependencyId> touching(PlaceableId end) {
        Set<DependencyId> all = new TreeSet<>(graph.leaving().getOrDefault(end, HashTreePSet.empty()));
        all.addAll(graph.arriving().getOrDefault(end, HashTreePSet.empty()));
        all.addAll(added.getOrDefault(end, Set.of()));
        return all;
    }

    private Optional<Arrow> arrow(DependencyId id) {
        Arrow draft = drafted.get(id);
        if (draft != null) {
            return Optional.of(draft);
        }
        return Optional.ofNullable(graph.dependencies().get(id))
                .map(each -> new Arrow(each.from(), each.to(), each.kind(), !each.deleted()));
    }

    List<Warning> warnings() {
        if (drafted.isEmpty() && !living.containsValue(true)) {
            return List.of();
        }
        List<Warning> warnings = new ArrayList<>(alreadyLinked());
        Map<DependencyId, Arrow> fresh = new LinkedHashMap<>();
        drafted.forEach((id, arrow) -> {
            if (isBlocking(arrow) && !wasBlocking(id)) {
                fresh.put(id, arrow);
            }
        });
        living.forEach((card, there) -> {
            if (there && graph.cards().containsKey(card) && !graph.isLiving(card)) {
                touching(card)
                        .forEach(id -> arrow(id).filter(this::isBlocking).ifPresent(arrow -> fresh.put(id, arrow)));
            }
        });
        warnings.addAll(closedCycles(fresh));
        return warnings;
    }

    private List<Warning> closedCycles(Map<DependencyId, Arrow> fresh) {
        Set<CardId> starts = new TreeSet<>();
        fresh.values().forEach(arrow -> starts.add((CardId) arrow.from));
        Map<CardId, Cycle> cycleOf = new TreeMap<>();
        for (Cycle cycle : CycleFinder.reachable(starts, this::blockedBy)) {
            cycle.members().forEach(member -> cycleOf.put(member, cycle));
        }
        List<Warning> warnings = new ArrayList<>();
        fresh.forEach((id, arrow) -> {
            CardId from = (CardId) arrow.from;
            CardId to = (CardId) arrow.to;
            Cycle cycle = cycleOf.get(from);
            if (cycle != null && cycle.members().contains(to)) {
                warnings.add(new Warning.ClosesCycle(id, CycleFinder.through(from, to, cycle, this::blockedBy)));
            }
        });
        return warnings;
    }

    private List<Warning> alreadyLinked() {
        List<Warning> warnings = new ArrayList<>();
        Map<Arrow, DependencyId> first = new HashMap<>();
        Set<PlaceableId> indexed = new HashSet<>();
        drafted.forEach((id, arrow) -> {
            if (graph.dependencies().containsKey(id) || !arrow.living) {
                return;
            }
            if (indexed.add(arrow.from)) {
                for (DependencyId old : new TreeSet<>(graph.leaving().getOrDefault(arrow.from, HashTreePSet.empty()))) {
                    arrow(old).ifPresent(each -> first.putIfAbsent(each, old));
                }
            }
            DependencyId other = first.putIfAbsent(arrow, id);
            if (other != null) {
                warnings.add(new Warning.AlreadyLinked(id, other));
            }
        });
        return warnings;
    }

    /** The cards that a card blocks, by what the intents leave. */
    private SortedSet<CardId> blockedBy(CardId card) {
        SortedSet<CardId> blocked = new TreeSet<>();
        Set<DependencyId> candidates = new TreeSet<>(graph.leaving().getOrDefault(card, HashTreePSet.empty()));
        candidates.addAll(added.getOrDefault(card, Set.of()));
        for (DependencyId id : candidates) {
            arrow(id)
                    .filter(arrow -> arrow.from.equals(card) && isBlocking(arrow))
                    .ifPresent(arrow -> blocked.add((CardId) arrow.to));
        }
        return blocked;
    }

    private boolean isBlocking(Arrow arrow) {
        return arrow.living
                && arrow.kind == DependencyKind.BLOCKS
                && arrow.from instanceof CardId from
                && arrow.to instanceof CardId to
                && isLiving(from)
                && isLiving(to);
    }

    private boolean wasBlocking(DependencyId id) {
        Dependency old = graph.dependencies().get(id);
        return old != null
                && ArrowGraph.blocks(old)
                && old.from() instanceof CardId from
                && old.to() instanceof CardId to
                && graph.isLiving(from)
                && graph.isLiving(to);
    }

    private boolean isLiving(CardId card) {
        Boolean draft = living.get(card);
        return draft != null ? draft : graph.isLiving(card);
    }
}
