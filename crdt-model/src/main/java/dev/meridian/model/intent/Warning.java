package dev.meridian.model.intent;

import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import java.util.List;

/** Something to say before, or after, intents are carried out: they can be, but the author may want to know. */
public sealed interface Warning {

    /**
     * This dependency closes a cycle.
     *
     * @param path the cards along the arrows, beginning and ending with the least id: {@code A, B, C, A}
     */
    record ClosesCycle(DependencyId dependency, List<CardId> path) implements Warning {
        public ClosesCycle {
            path = List.copyOf(path);
        }
    }

    /** There is such an arrow already. */
    record AlreadyLinked(DependencyId dependency, DependencyId existing) implements Warning {}
}
