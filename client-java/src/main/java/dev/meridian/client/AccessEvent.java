package dev.meridian.client;

import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.DeviceId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that changed who has access, as the log has it.
 *
 * @param position of its record in the log
 * @param at by the relay's clock
 * @param by the device that signed it
 * @param subject whom it is about: a member by the device that it came with, a device, an invite; empty where it is about the workspace
 * @param through who let the subject in: the member who made the invite
 * @param role that it gave
 * @param epoch of the workspace's key from here on
 */
public record AccessEvent(
        long position,
        Instant at,
        DeviceId by,
        Kind kind,
        Optional<DeviceId> subject,
        Optional<DeviceId> through,
        Optional<Role> role,
        int epoch) {
    /** What happened. */
    public enum Kind {
        /** The workspace was founded. */
        FOUNDED,
        /** An owner made an invite. */
        INVITED,
        /** Somebody joined by one. */
        JOINED,
        /** An owner approved somebody who waited. */
        APPROVED,
        /** A member added a device of theirs. */
        DEVICE_ADDED,
        /** A device was revoked. */
        DEVICE_REVOKED,
        /** A member was removed, or somebody who waited was declined. */
        REMOVED,
        /** A member has another role. */
        ROLE_SET,
        /** The key was changed, and nothing else. */
        KEY_CHANGED,
        /** An invite lets nobody in any more. */
        INVITE_REVOKED,
        /** An entry of the log is skipped by everybody. */
        QUARANTINED,
        /** The workspace has another relay key. */
        RELAY_CHANGED
    }
}
