package dev.meridian.sync.relay;

import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.trust.Membership;

/** What a key that has logged in is to a workspace. */
enum Standing {
    /** A member's device. */
    MEMBER,
    /** The holder of an invite: reads, and joins. */
    GUEST,
    /** Neither: founds the workspace, or gives back what the relay lost and makes it a member. Reads nothing. */
    STRANGER;

    static Standing of(DeviceId key, Membership members) {
        if (members.deviceOf(key).isPresent()) {
            return MEMBER;
        }
        return members.isInvite(key) ? GUEST : STRANGER;
    }
}
