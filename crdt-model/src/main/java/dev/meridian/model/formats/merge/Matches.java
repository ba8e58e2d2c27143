package dev.meridian.model.formats.merge;

import dev.meridian.model.board.Thing;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds what is here by what a file calls it: the id it was imported by, else its own. */
final class Matches<T extends Thing> {

    private final Map<String, T> bySource = new HashMap<>();
    private final Map<String, T> byId = new HashMap<>();

    Matches(Collection<T> things, String kind) {
        // Two people may have imported one file at once, each making a card: all replicas choose the same, and one that
        // is not in the trash.
        things.stream()
                .sorted(Comparator.comparing((T thing) -> thing.deleted())
                        .thenComparing(thing -> thing.id().hex()))
                .forEach(thing -> {
                    Ours.sourceId(thing.meta(), kind).ifPresent(id -> bySource.putIfAbsent(id, thing));
                    byId.put(thing.id().hex(), thing);
                });
    }

    Optional<T> find(String name) {
        T thing = bySource.get(name);
        return Optional.ofNullable(thing == null ? byId.get(name) : thing);
    }
}
