package dev.meridian.sync.trust;

import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.DeviceId;
import java.util.Optional;

/**
 * An invite as far as it was used.
 *
 * @param maker the member who made it
 * @param expiresMillis by the relay's clock; from then on it is over
 * @param approval whether those who join by it wait for an owner
 * @param revoked whether it was revoked, or became void with its maker
 * @param wrap the current epoch's key, sealed to it; empty with approval, and where it was left out of a re-key because it was over
 */
public record InviteState(
        PublicKeys keys,
        DeviceId maker,
        Role role,
        long usesLeft,
        long expiresMillis,
        boolean approval,
        boolean revoked,
        Optional<Wrap> wrap) {
    InviteState usedOnce() {
        return new InviteState(keys, maker, role, usesLeft - 1, expiresMillis, approval, revoked, wrap);
    }

    InviteState voided() {
        return new InviteState(keys, maker, role, usesLeft, expiresMillis, approval, true, Optional.empty());
    }

    InviteState with(Optional<Wrap> other) {
        return new InviteState(keys, maker, role, usesLeft, expiresMillis, approval, revoked, other);
    }

    /** Its id. */
    public DeviceId id() {
        return keys.id();
    }

    /** Whether its time is over at this time of the relay's clock, milliseconds since 1970. */
    public boolean isOverAt(long nowMillis) {
        return nowMillis >= expiresMillis;
    }

    /** Whether it could be used, but for the time. */
    public boolean isOpen() {
        return usesLeft > 0 && !revoked;
    }

    /** Whether it needs the key of every epoch. */
    boolean takesKeys() {
        return isOpen() && !approval;
    }
}
