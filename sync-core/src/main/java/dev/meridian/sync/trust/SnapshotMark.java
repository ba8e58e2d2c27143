package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.SnapshotRef;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;

/**
 * One snapshot, named so that nobody can put another in its place.
 *
 * @param device its author
 * @param changeId its change id
 * @param itemSha256 SHA-256 of its envelope, 32 bytes
 */
public record SnapshotMark(DeviceId device, ItemId changeId, ByteString itemSha256) {
    static boolean fits(SnapshotRef ref) {
        return DeviceId.fits(ref.getDevice())
                && ItemId.fits(ref.getChangeId())
                && ref.getItemSha256().size() == Sha256.LENGTH;
    }

    static SnapshotMark of(SnapshotRef ref) {
        return new SnapshotMark(new DeviceId(ref.getDevice()), new ItemId(ref.getChangeId()), ref.getItemSha256());
    }

    SnapshotRef ref() {
        return SnapshotRef.newBuilder()
                .setDevice(device.bytes())
                .setChangeId(changeId.bytes())
                .setItemSha256(itemSha256)
                .build();
    }
}
