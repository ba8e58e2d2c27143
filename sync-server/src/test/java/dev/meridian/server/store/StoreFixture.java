package dev.meridian.server.store;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.relay.AppendBatch;
import dev.meridian.sync.relay.DedupeKey;
import dev.meridian.sync.relay.LogRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Records to fill a store with, which do not compress. */
public final class StoreFixture {
    private static final DocumentId DOCUMENT = new DocumentId(ByteString.copyFrom(new byte[DocumentId.LENGTH]));

    private final WorkspaceId workspace;
    private final Random random;
    private ByteString chain = Chain.ZERO;
    private long pos;

    /** A workspace of its own for every name. */
    public StoreFixture(String name) {
        workspace = new WorkspaceId(Sha256.of(ByteString.copyFromUtf8(name)));
        random = new Random(name.hashCode());
    }

    static StoreSettings settings(Path directory) {
        return new StoreSettings(
                directory.resolve("data"),
                Path.of(System.getProperty("java.io.tmpdir"), "meridian-test-native"),
                32L << 20);
    }

    /** The workspace. */
    public WorkspaceId workspace() {
        return workspace;
    }

    long pos() {
        return pos;
    }

    /** The next records as a batch. */
    public AppendBatch batch(int records, int itemBytes) {
        long after = pos;
        List<LogRecord> rows = new ArrayList<>(records);
        for (int i = 0; i < records; i++) {
            rows.add(record(itemBytes));
        }
        return new AppendBatch(workspace, 1, after, rows);
    }

    private LogRecord record(int itemBytes) {
        byte[] bytes = new byte[itemBytes];
        random.nextBytes(bytes);
        ByteString item = ByteString.copyFrom(bytes);
        LogEntry entry = LogEntry.envelope(++pos, 1_000 + pos, item, DOCUMENT);
        chain = Chain.next(chain, entry.bytes());
        return new LogRecord(entry.bytes(), item, new DedupeKey(Sha256.of(item)), chain);
    }
}
