package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;

/**
 * What makes an item the same item when it is pushed again: its author and its id. The author is part of it, so that nobody
 * can occupy the change id of somebody else.
 *
 * @param bytes 32 bytes, opaque to the store
 */
public record DedupeKey(ByteString bytes) {
    private static final ByteString DOMAIN = ByteString.copyFromUtf8("meridian/1/dedupe");

    /** @throws IllegalArgumentException if the length is another one */
    public DedupeKey {
        if (bytes.size() != Sha256.LENGTH) {
            throw new IllegalArgumentException("a dedupe key has %d bytes".formatted(bytes.size()));
        }
    }

    /** The key of an envelope. */
    static DedupeKey ofEnvelope(DeviceId author, ItemId changeId) {
        return new DedupeKey(Sha256.of(DOMAIN, author.bytes(), changeId.bytes()));
    }

    /** The key of a membership record: its id covers its author already. */
    static DedupeKey ofMember(ItemId record) {
        return new DedupeKey(record.bytes());
    }

    /** The key of an entry that has no item, a tick. */
    static DedupeKey ofEntry(ByteString entry) {
        return new DedupeKey(Sha256.of(entry));
    }
}
