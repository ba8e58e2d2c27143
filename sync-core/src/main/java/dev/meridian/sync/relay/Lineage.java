package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.WorkspaceId;
import java.util.ArrayList;
import java.util.List;

/**
 * By which records the relay's key follows the one that a client expects (LOGIN-2). They are shown before the login, to whoever names a
 * membership record: those who never read the log name none. Owned by its machine.
 */
final class Lineage {
    private final WorkspaceId workspace;
    private final RelayLimits limits;
    private final RelayLog log;
    private final LogTail tail;

    Lineage(WorkspaceId workspace, RelayLimits limits, RelayLog log, LogTail tail) {
        this.workspace = workspace;
        this.limits = limits;
        this.log = log;
        this.tail = tail;
    }

    /** @param members the last membership record that the client has, 32 bytes; of another length: none */
    List<LogItem> after(ByteString members) throws StoreFault {
        boolean moved = tail.durable().members().isFounded()
                && tail.durable().members().relay().hasMoved();
        if (!moved || !ItemId.fits(members)) {
            return List.of();
        }
        List<Long> positions = tail.successionAfter(new ItemId(members));
        List<LogItem> all = new ArrayList<>();
        long bytes = 0;
        for (long pos : positions) {
            LogItem item = at(pos);
            bytes += item.getSerializedSize();
            if (bytes > limits.frameBytesMax() / 2) {
                return successions();
            }
            all.add(item);
        }
        return all;
    }

    private List<LogItem> successions() throws StoreFault {
        List<LogItem> all = new ArrayList<>();
        for (long pos : tail.successions()) {
            all.add(at(pos));
        }
        return all;
    }

    private LogItem at(long pos) throws StoreFault {
        List<LogRecord> records = log.read(workspace, pos - 1, 1);
        if (records.isEmpty()) {
            throw new StoreFault("the log has no entry at %d".formatted(pos), false);
        }
        LogRecord record = records.getFirst();
        return LogItem.newBuilder()
                .setEntry(record.entry())
                .setItem(record.item())
                .build();
    }
}
