package dev.meridian.bench.relay;

import com.google.protobuf.ByteString;
import dev.meridian.bench.Latencies;
import dev.meridian.bench.wire.Randomness;
import dev.meridian.server.store.RocksRelayLog;
import dev.meridian.server.store.StoreOpenException;
import dev.meridian.server.store.StoreSettings;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.relay.AppendBatch;
import dev.meridian.sync.relay.DedupeKey;
import dev.meridian.sync.relay.LogRecord;
import dev.meridian.sync.relay.StoreFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The relay's store by itself: groups appended by one thread, as the committer does, and read as a catching-up reader does. */
final class StoredLog implements AutoCloseable {
    private static final int READ_BYTES_MAX = 256 << 10;
    private static final long FIRST_MILLIS = 1_700_000_000_000L;

    private final RocksRelayLog log;
    private final WorkspaceId workspace = new WorkspaceId(Randomness.ENTROPY.bytes(WorkspaceId.LENGTH));
    private final DocumentId document = new DocumentId(Randomness.ENTROPY.bytes(DocumentId.LENGTH));
    private final Randomness.Filling filling = new Randomness.Filling();
    private final int itemBytes;
    private long pos;
    private ByteString chain = Chain.ZERO;

    /** @param itemBytes of each entry's item */
    StoredLog(Path directory, int itemBytes) throws StoreOpenException {
        log = RocksRelayLog.open(new StoreSettings(
                directory.resolve("store"), directory.resolve("native"), StoreSettings.CACHE_BYTES_DEFAULT));
        this.itemBytes = itemBytes;
    }

    /** Appended entries a second while appending, and what a group took. */
    record Appended(double perSecond, Latencies groups) {}

    /** Appends groups for so long. What it takes to make the entries does not count: that is another thread's work. */
    Appended append(int groupRecords, Duration time) throws StoreFault {
        Latencies groups = new Latencies(1 << 16);
        long appending = 0;
        long records = 0;
        while (appending < time.toNanos()) {
            AppendBatch batch = batch(groupRecords);
            long start = System.nanoTime();
            log.append(List.of(batch));
            long nanos = System.nanoTime() - start;
            groups.add(nanos);
            appending += nanos;
            records += groupRecords;
        }
        return new Appended(records * 1e9 / appending, groups);
    }

    /** Appends until the log is so long. */
    void fill(long entries) throws StoreFault {
        while (pos < entries) {
            log.append(List.of(batch((int) Math.min(1_000, entries - pos))));
        }
    }

    private AppendBatch batch(int records) {
        List<LogRecord> batch = new ArrayList<>(records);
        long after = pos;
        for (int i = 0; i < records; i++) {
            pos++;
            ByteString item = filling.bytes(itemBytes);
            LogEntry entry = LogEntry.envelope(pos, FIRST_MILLIS + pos, item, document);
            chain = Chain.next(chain, entry.bytes());
            DedupeKey key = new DedupeKey(filling.bytes(ItemId.LENGTH));
            batch.add(new LogRecord(entry.bytes(), item, key, chain));
        }
        return new AppendBatch(workspace, 1, after, batch);
    }

    /** Reads so many entries from the beginning, in reads of the size that a relay makes; entries a second. */
    double scanPerSecond(long entries) throws StoreFault {
        long start = System.nanoTime();
        long read = 0;
        while (read < entries) {
            read += log.read(workspace, read, READ_BYTES_MAX).size();
        }
        return read * 1e9 / (System.nanoTime() - start);
    }

    @Override
    public void close() throws StoreFault {
        log.close();
    }
}
