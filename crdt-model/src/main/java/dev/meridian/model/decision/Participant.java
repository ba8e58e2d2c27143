package dev.meridian.model.decision;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.id.MemberId;
import java.util.Set;

/**
 * A person of a decision as it was when it opened.
 *
 * @param devices whose statements are theirs
 */
public record Participant(MemberId member, Part part, FrozenCalendar calendar, Set<DeviceId> devices) {
    public Participant {
        devices = Set.copyOf(devices);
    }
}
