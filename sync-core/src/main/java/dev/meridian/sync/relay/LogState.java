package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * What a relay must know of a stored log before it serves it.
 *
 * @param pos position of the last durable entry; at least 1, or 0 where only generations are recorded
 * @param relayMillis time of the last entry; 0 where there is none
 * @param chain chain after the last entry, 32 bytes
 * @param members the records of kind MEMBER, in the order of the log
 * @param generations as they were recorded last, ascending
 */
public record LogState(
        long pos, long relayMillis, ByteString chain, List<LogRecord> members, List<Generation> generations) {
    /** Copies the lists. */
    public LogState {
        members = List.copyOf(members);
        generations = List.copyOf(generations);
    }
}
