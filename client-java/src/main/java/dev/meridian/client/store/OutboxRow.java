package dev.meridian.client.store;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.ItemId;

/**
 * Something to push, exactly these bytes.
 *
 * @param order its place in the outbox; below 0 for entries that the relay has lost
 * @param author who signed it: not this device where the relay lost what others wrote
 * @param changes of this home in it
 */
public record OutboxRow(long order, EntryKind kind, ItemId id, DeviceId author, int changes, ByteString item) {}
