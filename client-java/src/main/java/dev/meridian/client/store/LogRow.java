package dev.meridian.client.store;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.ItemId;
import java.util.Optional;

/**
 * One place of the stored log.
 *
 * @param pos from 1
 * @param author empty where the item names none
 * @param rejected whether it must have no effect, as everybody finds who reads the log
 * @param entry the serialised {@code Entry}, exactly as received
 * @param item exactly as received; empty for a tick and where the body was pruned
 * @param chain after this entry, 32 bytes
 * @param head the serialised {@code SignedHead} of this position; empty where it was not received
 */
public record LogRow(
        long pos,
        EntryKind kind,
        ItemId itemId,
        Optional<DeviceId> author,
        boolean rejected,
        ByteString entry,
        ByteString item,
        ByteString chain,
        ByteString head) {
    /** Whether only its place is left: a checked snapshot holds what was in it. */
    public boolean isPruned() {
        return kind == EntryKind.ENTRY_KIND_ENVELOPE && item.isEmpty();
    }
}
