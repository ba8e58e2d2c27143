package dev.meridian.model.rhythm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One difference between the state before and the state after, whatever lay between.
 *
 * @param from in names; empty where there was nothing, and where the value is too long to tell (a text, a place)
 * @param to likewise
 * @param by who brought it about, in the order of the log; empty where nobody can be told
 * @param at when the relay received the last act of these; empty where it has not yet
 */
public record Change(What what, Optional<String> from, Optional<String> to, List<Person> by, Optional<Instant> at) {

    public Change {
        by = List.copyOf(by);
    }
}
