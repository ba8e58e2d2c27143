package dev.meridian.sync.relay;

import dev.meridian.sync.id.WorkspaceId;
import java.util.List;

/**
 * Consecutive records to be made durable together.
 *
 * @param gen the generation of the log from here on, recorded in the same transaction; never below the last
 * @param afterPos must be the position of the log's last entry (0 where there is none), or the batch is refused
 * @param records at positions {@code afterPos + 1}, {@code afterPos + 2} ...; empty where only the generation rises
 */
public record AppendBatch(WorkspaceId workspace, long gen, long afterPos, List<LogRecord> records) {
    /** Copies the list. */
    public AppendBatch {
        records = List.copyOf(records);
    }

    /** The position of the last record. */
    public long lastPos() {
        return afterPos + records.size();
    }
}
