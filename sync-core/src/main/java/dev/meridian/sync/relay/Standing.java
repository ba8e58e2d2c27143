package dev.meridian.sync.relay;

import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.trust.MemberDevice;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Person;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a key that has logged in is to a workspace. */
enum Standing {
    /** A member's device. */
    MEMBER,
    /** The recovery device of a member: reads, and pushes records about the member's devices. */
    RECOVERY,
    /** The device of somebody who waits for approval: reads. */
    PENDING,
    /** The holder of an invite: reads, and joins. */
    GUEST,
    /** A device that was revoked, or whose member was removed, or an invite that was revoked: nothing. */
    GONE,
    /** Neither: founds the workspace, or gives back what the relay lost and makes it a member. Reads nothing. */
    STRANGER;

    /** For a person who holds an invite. */
    private static final int DIGITS_SHOWN = 8;

    static final String INVITE_REVOKED = "the invite was revoked";

    static Standing of(DeviceId key, Membership members) {
        return members.knownDevice(key)
                .map(device -> switch (device.kind()) {
                    case ACTIVE -> MEMBER;
                    case RECOVERY -> device.wrap().isPresent() ? RECOVERY : PENDING;
                    case PENDING -> PENDING;
                    case GONE -> GONE;
                })
                .orElseGet(() -> members.inviteOf(key)
                        .map(invite -> invite.revoked() ? GONE : GUEST)
                        .orElse(STRANGER));
    }

    /** Why a device is turned away, since when, and by whom. */
    static String farewell(MemberDevice gone, Membership members) {
        boolean removed = members.personOf(gone.member())
                .filter(person -> person.state() == Person.State.REMOVED)
                .isPresent();
        String when = Instant.ofEpochMilli(gone.goneMillis()).truncatedTo(ChronoUnit.SECONDS)
                + gone.goneBy()
                        .map(by -> " by device " + by.hex().substring(0, DIGITS_SHOWN))
                        .orElse("");
        return removed ? "you were removed from this workspace at " + when : "this device was revoked at " + when;
    }
}
