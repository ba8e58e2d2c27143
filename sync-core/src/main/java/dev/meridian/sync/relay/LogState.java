package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * What a relay must know of a stored log before it serves it.
 *
 * @param gen the generation recorded last
 * @param pos position of the last durable entry, at least 1
 * @param relayMillis time of the last entry, milliseconds since 1970
 * @param chain chain after the last entry, 32 bytes
 * @param bytes of all its entries and items together
 * @param members the records of kind MEMBER, in the order of the log
 */
public record LogState(long gen, long pos, long relayMillis, ByteString chain, long bytes, List<LogRecord> members) {
    /** Copies the list. */
    public LogState {
        members = List.copyOf(members);
    }
}
