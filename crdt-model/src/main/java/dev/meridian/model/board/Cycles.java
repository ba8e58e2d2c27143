package dev.meridian.model.board;

import dev.meridian.model.event.Event;
import dev.meridian.model.id.CardId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The cycles of a board, found again only where arrows changed. Owned by the board's projection. */
final class Cycles {

    /** By first card of the path: cycles have no card in common. */
    private final Map<CardId, Cycle> known = new TreeMap<>();

    List<Cycle> inOrder() {
        return List.copyOf(known.values());
    }

    /**
     * Looks again at what can be reached from where something changed.
     *
     * @param dirty cards that came, went, or that an arrow which came, went or changed starts from or leads to
     */
    List<Event> update(ArrowGraph graph, Set<CardId> dirty) {
        if (dirty.isEmpty()) {
            return List.of();
        }
        Map<CardId, Cycle> dropped = new TreeMap<>();
        Set<CardId> candidates = new TreeSet<>(dirty);
        for (Cycle cycle : known.values()) {
            if (!Collections.disjoint(cycle.members(), dirty)) {
                dropped.put(cycle.path().getFirst(), cycle);
                candidates.addAll(cycle.members());
            }
        }
        dropped.keySet().forEach(known::remove);
        candidates.removeIf(card -> !graph.isLiving(card));
        Set<Cycle> formed = new HashSet<>();
        for (Cycle cycle : CycleFinder.reachable(candidates, graph::blockedBy)) {
            formed.addAll(replace(cycle, dropped));
        }
        return events(dropped, formed);
    }

    /** Puts a cycle that was found in place of those that are part of it; none where it was known. */
    private List<Cycle> replace(Cycle cycle, Map<CardId, Cycle> dropped) {
        if (cycle.equals(known.get(cycle.path().getFirst()))) {
            return List.of();
        }
        for (CardId member : cycle.members()) {
            Cycle part = known.remove(member);
            if (part != null) {
                dropped.put(member, part);
            }
        }
        known.put(cycle.path().getFirst(), cycle);
        return List.of(cycle);
    }

    private static List<Event> events(Map<CardId, Cycle> dropped, Set<Cycle> formed) {
        List<Event> events = new ArrayList<>();
        dropped.values().stream()
                .filter(cycle -> !formed.contains(cycle))
                .forEach(cycle -> events.add(new Event.CycleBroken(cycle.path())));
        formed.stream()
                .filter(cycle -> !dropped.containsValue(cycle))
                .sorted((a, b) -> a.path().getFirst().compareTo(b.path().getFirst()))
                .forEach(cycle -> events.add(new Event.CycleFormed(cycle.path())));
        return events;
    }
}
