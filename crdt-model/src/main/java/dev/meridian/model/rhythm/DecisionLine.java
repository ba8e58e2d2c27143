package dev.meridian.model.rhythm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A decision on a page.
 *
 * @param outcome in words, for example {@code accepted by consent: use the relay's receipt}
 * @param deadline of an open one
 * @param at when it reached this state
 * @param waitingFor who has not answered yet
 */
public record DecisionLine(
        Target.OfDocument document,
        String outcome,
        Optional<Instant> deadline,
        Optional<Instant> at,
        List<Person> waitingFor) {

    public DecisionLine {
        waitingFor = List.copyOf(waitingFor);
    }
}
