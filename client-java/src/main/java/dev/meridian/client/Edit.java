package dev.meridian.client;

import dev.meridian.model.event.Event;
import dev.meridian.model.intent.Warning;
import java.util.List;

/**
 * An edit that is on the disk of this machine, in the outbox if it changed anything.
 *
 * @param changes how many changes it made; 0 where all was so already
 * @param warnings what its author may want to know
 * @param events what changed
 */
public record Edit(int changes, List<Warning> warnings, List<Event> events) {
    public Edit {
        warnings = List.copyOf(warnings);
        events = List.copyOf(events);
    }
}
