package dev.meridian.model.board;

import dev.meridian.model.id.CardId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Strongly connected components (Tarjan, SIAM J. Comput. 1972, without recursion: chains of arrows may be long) of what can be reached from some
 * cards, and the name of each: the lexicographically least of its shortest closed paths through its least card.
 */
final class CycleFinder {

    /** A card on the way down, and the arrows from it that are still to be followed. */
    private record Frame(CardId card, Iterator<CardId> rest) {}

    private final Function<CardId, SortedSet<CardId>> arrows;
    private final Map<CardId, Integer> number = new HashMap<>();
    private final Map<CardId, Integer> low = new HashMap<>();
    private final Deque<CardId> open = new ArrayDeque<>();
    private final Set<CardId> isOpen = new HashSet<>();
    private final Set<CardId> leadsToItself = new HashSet<>();
    private final List<Cycle> found = new ArrayList<>();

    private CycleFinder(Function<CardId, SortedSet<CardId>> arrows) {
        this.arrows = arrows;
    }

    /**
     * All cycles that can be reached from these cards, by rising first card.
     *
     * @param arrows the cards that one leads to
     */
    static List<Cycle> reachable(Iterable<CardId> from, Function<CardId, SortedSet<CardId>> arrows) {
        CycleFinder finder = new CycleFinder(arrows);
        for (CardId card : from) {
            if (!finder.number.containsKey(card)) {
                finder.descend(card);
            }
        }
        finder.found.sort((a, b) -> a.path().getFirst().compareTo(b.path().getFirst()));
        return finder.found;
    }

    private void descend(CardId root) {
        Deque<Frame> way = new ArrayDeque<>();
        way.push(enter(root));
        while (!way.isEmpty()) {
            Frame frame = way.element();
            if (frame.rest.hasNext()) {
                CardId next = frame.rest.next();
                if (!number.containsKey(next)) {
                    way.push(enter(next));
                } else if (isOpen.contains(next)) {
                    low.merge(frame.card, number.getOrDefault(next, 0), Math::min);
                }
            } else {
                way.pop();
                leave(frame.card);
                if (!way.isEmpty()) {
                    low.merge(way.element().card, low.getOrDefault(frame.card, 0), Math::min);
                }
            }
        }
    }

    private Frame enter(CardId card) {
        int count = number.size();
        number.put(card, count);
        low.put(card, count);
        open.push(card);
        isOpen.add(card);
        SortedSet<CardId> next = arrows.apply(card);
        if (next.contains(card)) {
            leadsToItself.add(card);
        }
        return new Frame(card, next.iterator());
    }

    private void leave(CardId card) {
        if (!number.getOrDefault(card, 0).equals(low.get(card))) {
            return;
        }
        SortedSet<CardId> component = new TreeSet<>();
        CardId each;
        do {
            each = open.pop();
            isOpen.remove(each);
            component.add(each);
        } while (!each.equals(card));
        if (component.size() > 1 || leadsToItself.contains(card)) {
            found.add(new Cycle(component, shortest(component.first(), component)));
        }
    }

    /** A shortest way from a card along the arrows between {@code members} back to it; the lexicographically least of these. */
    private List<CardId> shortest(CardId start, Set<CardId> members) {
        return shortest(start, start, members);
    }

    private List<CardId> shortest(CardId start, CardId end, Set<CardId> members) {
        Map<CardId, CardId> cameFrom = new HashMap<>();
        Deque<CardId> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            CardId card = queue.remove();
            SortedSet<CardId> next = arrows.apply(card);
            if (next.contains(end)) {
                return path(card, start, end, cameFrom);
            }
            for (CardId each : next) {
                if (members.contains(each) && !each.equals(start) && cameFrom.putIfAbsent(each, card) == null) {
                    queue.add(each);
                }
            }
        }
        throw new IllegalStateException("a component without a cycle");
    }

    private static List<CardId> path(CardId last, CardId start, CardId end, Map<CardId, CardId> cameFrom) {
        List<CardId> path = new ArrayList<>(List.of(end));
        for (CardId card = last; card != null && !card.equals(start); card = cameFrom.get(card)) {
            path.add(card);
        }
        path.add(start);
        Collections.reverse(path);
        return path;
    }

    /** A shortest cycle through an arrow whose ends lie in one component, beginning and ending with the least of its cards. */
    static List<CardId> through(CardId from, CardId to, Cycle cycle, Function<CardId, SortedSet<CardId>> arrows) {
        if (from.equals(to)) {
            return List.of(from, from);
        }
        List<CardId> way = new CycleFinder(arrows).shortest(to, from, cycle.members());
        int least = way.indexOf(Collections.min(way));
        List<CardId> rotated = new ArrayList<>(way);
        Collections.rotate(rotated, -least);
        rotated.add(rotated.getFirst());
        return rotated;
    }
}
