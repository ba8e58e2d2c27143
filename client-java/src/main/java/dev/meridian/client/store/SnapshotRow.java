package dev.meridian.client.store;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;

/**
 * A snapshot in the log.
 *
 * @param pos where it stands
 * @param afterPos its changes stand after this position
 * @param uptoPos and up to this one
 * @param author who made it
 * @param sha256 of its envelope
 * @param placed whether it is of this very log, by the chain that it names (SNAP-3)
 * @param attestedPos where somebody's word for it stands that counts; 0 where there is none
 */
public record SnapshotRow(
        long pos,
        DocumentId document,
        long afterPos,
        long uptoPos,
        DeviceId author,
        ByteString sha256,
        boolean placed,
        long attestedPos) {}
