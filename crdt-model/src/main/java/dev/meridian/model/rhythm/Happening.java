package dev.meridian.model.rhythm;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one change of one document did.
 *
 * @param document hex id of the document; of the team document 32 zeros
 * @param position of its entry in the log; 0 where it is in none yet, which comes after all that are
 * @param receivedAt when the relay received it
 */
public record Happening(
        String document, long position, Optional<Instant> receivedAt, DeviceId author, List<Event> events) {

    public Happening {
        events = List.copyOf(events);
    }
}
