package dev.meridian.model.plan;

import dev.meridian.model.automerge.LocalChange;
import dev.meridian.model.event.Event;
import dev.meridian.model.intent.Warning;
import java.util.List;

/**
 * What a list of intents did.
 *
 * @param changes to store and send, in order; none where all was so already, several where it was too much for one
 */
public record Edited(List<LocalChange> changes, List<Warning> warnings, List<Event> events) {

    public Edited {
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
        events = List.copyOf(events);
    }
}
