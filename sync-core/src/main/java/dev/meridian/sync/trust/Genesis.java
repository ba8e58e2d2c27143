package dev.meridian.sync.trust;

import dev.meridian.sync.id.Pending;
import dev.meridian.sync.id.WorkspaceId;

/**
 * A workspace that was just founded.
 *
 * @param workspace SHA-256 of the record's body
 * @param record its first membership record
 * @param key the key of epoch 0
 */
public record Genesis(WorkspaceId workspace, MemberRecord record, EpochKey key) {
    /** Founds a workspace whose log this relay orders. */
    public static Genesis create(DeviceKeys owner, VerifyKey relayKey, Entropy entropy) {
        return Pending.body();
    }
}
