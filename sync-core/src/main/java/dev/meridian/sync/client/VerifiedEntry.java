package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.log.LogEntry;
import java.util.Optional;

/**
 * An entry of the log whose place is proven. What is not rejected is also proven to be by its author, with the authority
 * for it at that position; opening it is still to come.
 *
 * @param itemId change id of an envelope, SHA-256 of a membership record's body; for a tick SHA-256 of the entry
 * @param author who signed it; empty for a tick, and where the item is not readable
 * @param item exactly as received; empty for a tick and for what was pruned
 * @param chain the chain after this entry, 32 bytes
 * @param rejected why it must have no effect: everybody who reads the log finds the same
 */
public record VerifiedEntry(
        LogEntry entry,
        ItemId itemId,
        Optional<DeviceId> author,
        ByteString item,
        ByteString chain,
        Optional<String> rejected) {
    /** Whether only its place is left. Then its item id is the hash of the item, and its author is not known. */
    public boolean isPruned() {
        return entry.kind() == EntryKind.ENTRY_KIND_ENVELOPE && item.isEmpty();
    }
}
