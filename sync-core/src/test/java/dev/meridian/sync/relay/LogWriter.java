package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import java.util.ArrayList;
import java.util.List;

/** Writes the records of a log, one after the other, as a relay would. */
public final class LogWriter {
    private final WorkspaceId workspace;
    private final DocumentId document = new DocumentId(ByteString.copyFrom(new byte[DocumentId.LENGTH]));
    private final List<LogRecord> records = new ArrayList<>();

    public LogWriter(String workspace) {
        this.workspace = new WorkspaceId(Sha256.of(ByteString.copyFromUtf8(workspace)));
    }

    public WorkspaceId workspace() {
        return workspace;
    }

    /** Everything written so far. */
    public List<LogRecord> records() {
        return List.copyOf(records);
    }

    public LogRecord member(String item) {
        ByteString bytes = ByteString.copyFromUtf8(item);
        return add(LogEntry.member(records.size() + 1L, timeOfNext(), bytes), bytes);
    }

    public LogRecord envelope(String item) {
        return envelope(ByteString.copyFromUtf8(item));
    }

    public LogRecord envelope(ByteString bytes) {
        return add(LogEntry.envelope(records.size() + 1L, timeOfNext(), bytes, document), bytes);
    }

    public LogRecord tick() {
        return add(LogEntry.tick(records.size() + 1L, timeOfNext()), ByteString.EMPTY);
    }

    /** A batch of records that were written, by their positions, both inclusive. */
    public AppendBatch batch(long gen, int firstPos, int lastPos) {
        return new AppendBatch(workspace, gen, firstPos - 1L, records.subList(firstPos - 1, lastPos));
    }

    private long timeOfNext() {
        return 1_000L + 10L * records.size();
    }

    private LogRecord add(LogEntry entry, ByteString item) {
        ByteString before = records.isEmpty() ? Chain.ZERO : records.getLast().chain();
        DedupeKey key = item.isEmpty() ? DedupeKey.ofEntry(entry.bytes()) : new DedupeKey(Sha256.of(item));
        LogRecord record = new LogRecord(entry.bytes(), item, key, Chain.next(before, entry.bytes()));
        records.add(record);
        return record;
    }
}
