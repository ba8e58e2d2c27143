package dev.meridian.server.store;

import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.relay.AppendBatch;
import dev.meridian.sync.relay.LogRecord;
import dev.meridian.sync.relay.PruneOrder;
import dev.meridian.sync.relay.StoreFault;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** One group commit in the making: becomes one write of RocksDB, all of it or nothing. Owned by the committing thread. */
final class AppendGroup implements AutoCloseable {
    private final Tables tables;
    private final WorkspaceNumbers numbers;
    private final WriteBatch batch = new WriteBatch();
    private final Map<WorkspaceId, Long> founded = new LinkedHashMap<>();
    private final Map<Long, Rows.Tail> tails = new HashMap<>();
    private final Map<Long, Long> bytes = new HashMap<>();

    AppendGroup(Tables tables, WorkspaceNumbers numbers) {
        this.tables = tables;
        this.numbers = numbers;
    }

    /** Adds what is to be appended to one workspace. */
    void add(AppendBatch appended) throws RocksDBException, StoreFault {
        long workspace = number(appended.workspace());
        Rows.Tail tail = tail(workspace);
        appended.requireFollows(tail.pos(), tail.chain());
        long pos = tail.pos();
        long taken = bytes.containsKey(workspace) ? bytes.get(workspace) : RoomTaken.of(tables, workspace);
        for (LogRecord row : appended.records()) {
            pos++;
            taken += row.bytes();
            add(workspace, pos, row);
        }
        bytes.put(workspace, taken);
        for (PruneOrder order : appended.orders()) {
            batch.put(tables.meta(), Rows.order(workspace, order), new byte[0]);
        }
        tails.put(workspace, newTail(tail, appended));
    }

    private static Rows.Tail newTail(Rows.Tail before, AppendBatch appended) {
        if (appended.records().isEmpty()) {
            return new Rows.Tail(appended.gen(), before.pos(), before.relayMillis(), before.chain());
        }
        LogRecord last = appended.records().getLast();
        return new Rows.Tail(appended.gen(), appended.lastPos(), last.parsed().relayMillis(), last.chain());
    }

    private void add(long workspace, long pos, LogRecord row) throws RocksDBException {
        byte[] key = Rows.position(workspace, pos);
        byte[] entry = Rows.entry(row);
        batch.put(tables.log(), key, entry);
        batch.put(tables.dedupe(), Rows.item(workspace, row.dedupe()), Rows.number(pos));
        if (row.isPruned()) {
            batch.put(tables.meta(), Rows.prunedPos(workspace), Rows.number(pos));
        }
        if (row.isMember()) {
            batch.put(tables.members(), key, entry);
        }
    }

    private long number(WorkspaceId workspace) throws RocksDBException {
        Long known = founded.get(workspace);
        if (known != null) {
            return known;
        }
        long stored = numbers.of(workspace);
        if (stored != WorkspaceNumbers.NONE) {
            return stored;
        }
        long given = numbers.last() + founded.size() + 1;
        founded.put(workspace, given);
        batch.put(tables.meta(), Rows.workspace(workspace), Rows.number(given));
        batch.put(tables.meta(), Rows.LAST_WORKSPACE, Rows.number(given));
        return given;
    }

    private Rows.Tail tail(long workspace) throws RocksDBException {
        Rows.Tail inGroup = tails.get(workspace);
        if (inGroup != null) {
            return inGroup;
        }
        byte[] stored = tables.db().get(tables.meta(), Rows.tail(workspace));
        return stored == null ? Rows.Tail.EMPTY : Rows.tailOf(stored);
    }

    /** The write, complete. */
    WriteBatch finished() throws RocksDBException {
        for (Map.Entry<Long, Rows.Tail> tail : tails.entrySet()) {
            batch.put(tables.meta(), Rows.tail(tail.getKey()), Rows.tail(tail.getValue()));
        }
        for (Map.Entry<Long, Long> taken : bytes.entrySet()) {
            batch.put(tables.meta(), Rows.bytes(taken.getKey()), Rows.number(taken.getValue()));
        }
        return batch;
    }

    /** To be called when the write is durable. */
    void committed() {
        numbers.founded(founded);
    }

    @Override
    public void close() {
        batch.close();
    }
}
