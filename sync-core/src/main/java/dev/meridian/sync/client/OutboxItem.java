package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.sync.id.ItemId;

/**
 * Something to be pushed, exactly these bytes, sealed once.
 *
 * @param order its place in the outbox: items are sent in this order, repairs before new ones. A new item gets one above all
 *     that there ever were: a number that was used and is free again would not be read
 * @param kind MEMBER or ENVELOPE
 * @param id as in {@link VerifiedEntry#itemId}
 * @param item a serialised {@code Signed} or {@code Envelope}
 */
public record OutboxItem(long order, EntryKind kind, ItemId id, ByteString item) {}
