package dev.meridian.model.team;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.value.Meta;
import java.util.Set;

/**
 * A person of the workspace.
 *
 * @param zone IANA time zone
 */
public record Member(MemberId id, String name, String zone, Set<DeviceId> devices, Meta meta) {

    public Member {
        devices = Set.copyOf(devices);
    }
}
