package dev.meridian.client.store;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;

/**
 * A statement in a decision.
 *
 * @param pos its place in the log; 0 while it has none
 * @param receivedMillis the relay's receipt; 0 while there is none
 * @param seenPos how far its author's copy of the log reached
 * @param seenMillis when the relay received that entry
 * @param body the serialised {@code Statement}
 */
public record StatementRow(
        ItemId item,
        DeviceId author,
        DocumentId document,
        long pos,
        long receivedMillis,
        long seenPos,
        long seenMillis,
        ByteString body) {}
