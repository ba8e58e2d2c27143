package dev.meridian.sync.trust;

import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.DeviceId;
import java.util.Optional;

/**
 * A device that the log names.
 *
 * @param member whose it is: a member is known by the device that it came with
 * @param role of the member
 * @param wrap the current epoch's key as it was sealed to it; empty while it waits for approval, and when it is gone
 * @param goneMillis since when it is no more, by the relay's clock; 0 for the others
 * @param goneBy the device that signed so
 */
public record MemberDevice(
        PublicKeys keys,
        DeviceId member,
        Role role,
        Kind kind,
        Optional<Wrap> wrap,
        long goneMillis,
        Optional<DeviceId> goneBy) {
    /** What a device may do at all. */
    public enum Kind {
        /** What its member's role allows. */
        ACTIVE,
        /** Reads what it cannot open, until an owner approves its member. */
        PENDING,
        /** Adds and revokes devices of its member, and nothing else. */
        RECOVERY,
        /** Nothing: it was revoked, or its member removed. It never comes back. */
        GONE
    }

    /** A device that acts for its member. */
    static MemberDevice active(PublicKeys keys, DeviceId member, Role role, Wrap wrap) {
        return new MemberDevice(keys, member, role, Kind.ACTIVE, Optional.of(wrap), 0, Optional.empty());
    }

    /** A device whose member waits for approval. */
    static MemberDevice pending(PublicKeys keys, DeviceId member, Role role) {
        return new MemberDevice(keys, member, role, Kind.PENDING, Optional.empty(), 0, Optional.empty());
    }

    /** A recovery device; without a wrap while its member waits for approval. */
    static MemberDevice recovery(PublicKeys keys, DeviceId member, Role role, Optional<Wrap> wrap) {
        return new MemberDevice(keys, member, role, Kind.RECOVERY, wrap, 0, Optional.empty());
    }

    MemberDevice as(Role other) {
        return new MemberDevice(keys, member, other, kind, wrap, goneMillis, goneBy);
    }

    MemberDevice as(Kind other) {
        return new MemberDevice(keys, member, role, other, wrap, goneMillis, goneBy);
    }

    MemberDevice with(Optional<Wrap> other) {
        return new MemberDevice(keys, member, role, kind, other, goneMillis, goneBy);
    }

    MemberDevice goneAt(long millis, DeviceId by) {
        return new MemberDevice(keys, member, role, Kind.GONE, Optional.empty(), millis, Optional.of(by));
    }

    /** Its id. */
    public DeviceId id() {
        return keys.id();
    }

    /** Whether it is no more. */
    public boolean isGone() {
        return kind == Kind.GONE;
    }
}
