package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Pending;

/**
 * A new membership record, ready to push.
 *
 * @param id SHA-256 of its body
 * @param item the serialised {@code Signed}
 */
public record MemberRecord(ItemId id, ByteString item) {
    /** The id of a serialised {@code Signed}: SHA-256 of its body; empty if it cannot be read. */
    public static java.util.Optional<ItemId> idOf(ByteString item) {
        return Pending.body();
    }

    /**
     * A member's invitation.
     *
     * @param invite {@link DeviceKeys#ofInvite} of a fresh seed
     * @param uses at least 1
     */
    public static MemberRecord invite(
            Membership members,
            DeviceKeys owner,
            DeviceKeys invite,
            Role role,
            int uses,
            long expiresMillis,
            Entropy entropy) {
        return Pending.body();
    }

    /** A newcomer's joining by an invite. */
    public static MemberRecord join(Membership members, DeviceKeys newcomer, DeviceKeys invite, Entropy entropy) {
        return Pending.body();
    }
}
