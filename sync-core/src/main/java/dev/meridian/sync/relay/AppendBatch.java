package dev.meridian.sync.relay;

import dev.meridian.sync.id.WorkspaceId;
import java.util.List;

/**
 * Consecutive records to be made durable together.
 *
 * @param afterPos must be the position of the log's last entry (0 where there is none), or the batch is refused
 * @param records at positions {@code afterPos + 1}, {@code afterPos + 2} ...; may be empty if there are generations
 * @param generations where not empty, replaces all generations that are recorded, in the same transaction
 */
public record AppendBatch(WorkspaceId workspace, long afterPos, List<LogRecord> records, List<Generation> generations) {
    /** Copies the lists. */
    public AppendBatch {
        records = List.copyOf(records);
        generations = List.copyOf(generations);
    }
}
