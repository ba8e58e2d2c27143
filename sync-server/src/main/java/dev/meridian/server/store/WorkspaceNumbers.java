package dev.meridian.server.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.meridian.sync.id.WorkspaceId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.RocksDBException;

/** The small number that stands for a workspace in keys. Read by every thread; founded by the committing one. */
final class WorkspaceNumbers {
    /** No number: the workspace is not stored. */
    static final long NONE = 0;

    private static final int REMEMBERED_MAX = 100_000;

    private final Tables tables;
    private final Cache<WorkspaceId, Long> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).build();
    private final AtomicLong last = new AtomicLong();

    WorkspaceNumbers(Tables tables) throws RocksDBException {
        this.tables = tables;
        byte[] stored = tables.db().get(tables.meta(), Rows.LAST_WORKSPACE);
        last.set(stored == null ? NONE : Rows.numberOf(stored));
    }

    /** The workspace's number, or {@link #NONE}. */
    long of(WorkspaceId workspace) throws RocksDBException {
        Long known = remembered.getIfPresent(workspace);
        if (known != null) {
            return known;
        }
        byte[] stored = tables.db().get(tables.meta(), Rows.workspace(workspace));
        if (stored == null) {
            return NONE;
        }
        long number = Rows.numberOf(stored);
        remembered.put(workspace, number);
        return number;
    }

    /** The highest number given so far. */
    long last() {
        return last.get();
    }

    void founded(Map<WorkspaceId, Long> durable) {
        remembered.putAll(durable);
        last.addAndGet(durable.size());
    }
}
