package dev.meridian.sync.log;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Pending;
import java.util.Optional;

/**
 * One place in the log.
 *
 * @param pos 1 for the genesis record
 * @param relayMillis when the relay received it, milliseconds since 1970-01-01 UTC
 * @param itemSha256 32 bytes; empty for a tick
 * @param document present exactly for an envelope
 * @param bytes the serialised {@code Entry}: exactly these are chained
 */
public record LogEntry(
        long pos,
        long relayMillis,
        EntryKind kind,
        ByteString itemSha256,
        Optional<DocumentId> document,
        ByteString bytes) {

    /** The entry of a membership record. */
    public static LogEntry member(long pos, long relayMillis, ByteString item) {
        return Pending.body();
    }

    /** The entry of an envelope. */
    public static LogEntry envelope(long pos, long relayMillis, ByteString item, DocumentId document) {
        return Pending.body();
    }

    /** The entry that carries nothing but the time. */
    public static LogEntry tick(long pos, long relayMillis) {
        return Pending.body();
    }

    /** The entry these bytes are, or empty if they are none of this version (lengths, kind, unknown fields). */
    public static Optional<LogEntry> parse(ByteString bytes) {
        return Pending.body();
    }

    /** Whether this entry is of exactly these item bytes. */
    public boolean isOf(ByteString item) {
        return Pending.body();
    }

    /** As it travels. */
    public LogItem withItem(ByteString item) {
        return LogItem.newBuilder().setEntry(bytes).setItem(item).build();
    }
}
