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
 * @param pruned what was pruned, and what is still to be
 */
public record LogState(
        long gen, long pos, long relayMillis, ByteString chain, long bytes, List<LogRecord> members, Pruned pruned) {
    /**
     * How far a log was pruned.
     *
     * @param uptoPos no body is missing after this position; 0 where none is
     * @param orders what is still to be pruned: a crash came in between
     */
    public record Pruned(long uptoPos, List<PruneOrder> orders) {
        /** Nothing was, nothing is to be. */
        public static final Pruned NOTHING = new Pruned(0, List.of());

        /** Copies the list. */
        public Pruned {
            orders = List.copyOf(orders);
        }
    }

    /** Copies the list. */
    public LogState {
        members = List.copyOf(members);
    }

    /** A log of which nothing was pruned. */
    public LogState(long gen, long pos, long relayMillis, ByteString chain, long bytes, List<LogRecord> members) {
        this(gen, pos, relayMillis, chain, bytes, members, Pruned.NOTHING);
    }
}
