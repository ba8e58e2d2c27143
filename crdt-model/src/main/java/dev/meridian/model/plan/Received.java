package dev.meridian.model.plan;

import dev.meridian.model.automerge.ChangeOutcome;
import dev.meridian.model.event.Event;
import java.util.List;

/**
 * What a batch of changes from elsewhere did.
 *
 * @param outcomes one for each change, in order
 */
public record Received(List<ChangeOutcome> outcomes, List<Event> events) {

    public Received {
        outcomes = List.copyOf(outcomes);
        events = List.copyOf(events);
    }
}
