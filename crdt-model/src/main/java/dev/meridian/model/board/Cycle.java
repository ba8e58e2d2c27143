package dev.meridian.model.board;

import dev.meridian.model.id.CardId;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Cards that block each other in a circle.
 *
 * @param members all cards from each of which arrows lead to each other
 * @param path a shortest way round through the least of them, beginning and ending there; of several the lexicographically least: the same on
 *     every replica
 */
public record Cycle(SortedSet<CardId> members, List<CardId> path) {

    public Cycle {
        members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
        path = List.copyOf(path);
    }
}
