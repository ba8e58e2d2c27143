package dev.meridian.model.board;

import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.GroupId;
import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A board as it was at one moment. The maps hold what is in the trash too: {@link Thing#deleted()} tells.
 *
 * @param exists whether its first change is here
 */
public record Board(
        boolean exists,
        PMap<CardId, Card> cards,
        PMap<GroupId, Group> groups,
        PMap<DependencyId, Dependency> dependencies,
        List<Cycle> cycles) {

    public static final Board NOT_HERE =
            new Board(false, HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), List.of());

    public Board {
        cycles = List.copyOf(cycles);
    }
}
