package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import java.util.List;

/**
 * Consecutive records to be made durable together.
 *
 * @param gen the generation of the log from here on, recorded in the same transaction; never below the last
 * @param afterPos must be the position of the log's last entry (0 where there is none), or the batch is refused
 * @param records at positions {@code afterPos + 1}, {@code afterPos + 2} ...; empty where only the generation rises
 * @param orders what may be pruned once these records are durable: kept with them until it is done
 */
public record AppendBatch(
        WorkspaceId workspace, long gen, long afterPos, List<LogRecord> records, List<PruneOrder> orders) {
    /** Copies the lists. */
    public AppendBatch {
        records = List.copyOf(records);
        orders = List.copyOf(orders);
    }

    /** A batch after which nothing is to be pruned. */
    public AppendBatch(WorkspaceId workspace, long gen, long afterPos, List<LogRecord> records) {
        this(workspace, gen, afterPos, records, List.of());
    }

    /** The position of the last record. */
    public long lastPos() {
        return afterPos + records.size();
    }

    /**
     * Refuses unless the batch continues a log that ends so. The position alone does not tell: after a failure another entry may have come to it.
     *
     * @throws StoreFault not retryable
     */
    public void requireFollows(long endPos, ByteString endChain) throws StoreFault {
        if (afterPos != endPos) {
            throw new StoreFault("the log of %s ends at %d, not at %d".formatted(workspace, endPos, afterPos), false);
        }
        if (!records.isEmpty()) {
            LogRecord first = records.getFirst();
            if (!Chain.next(endChain, first.entry()).equals(first.chain())) {
                throw new StoreFault("the log of %s goes on differently at %d".formatted(workspace, afterPos), false);
            }
        }
    }
}
