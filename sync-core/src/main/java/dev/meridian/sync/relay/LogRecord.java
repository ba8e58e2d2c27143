package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.sync.log.LogEntry;

/**
 * One entry of the log as a store keeps it. Its position is in the entry.
 *
 * @param entry the serialised {@code Entry}: exactly these bytes are chained
 * @param item the serialised {@code Signed} or {@code Envelope}; empty for a tick, and for an envelope whose body was
 *     pruned
 * @param dedupe what {@link RelayLog#find} looks for
 * @param chain 32 bytes, the chain after this entry
 */
public record LogRecord(ByteString entry, ByteString item, DedupeKey dedupe, ByteString chain) {
    private static final int FIELD_BYTES = 16;

    /**
     * The entry, read.
     *
     * @throws IllegalStateException if the bytes are no entry: a store gave back other bytes than it was given
     */
    public LogEntry parsed() {
        return LogEntry.parse(entry).orElseThrow(() -> new IllegalStateException("a stored entry is not readable"));
    }

    /** Whether it is of a membership record: those a store gives back whole in {@link LogState#members}. */
    public boolean isMember() {
        return parsed().kind() == EntryKind.ENTRY_KIND_MEMBER;
    }

    /** How many bytes count for it where room is counted ({@link LogState#bytes}). */
    public long bytes() {
        return (long) entry.size() + item.size();
    }

    /** Whether its body was pruned: a checked snapshot holds what was in it. */
    public boolean isPruned() {
        return item.isEmpty() && parsed().kind() == EntryKind.ENTRY_KIND_ENVELOPE;
    }

    /** The same without its body. */
    public LogRecord pruned() {
        return new LogRecord(entry, ByteString.EMPTY, dedupe, chain);
    }

    /** How many bytes it adds to a frame, with room for the field headers. */
    int frameBytes() {
        return entry.size() + item.size() + FIELD_BYTES;
    }
}
