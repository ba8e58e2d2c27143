package dev.meridian.server.store;

import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.relay.LogRecord;
import dev.meridian.sync.relay.LogState;
import dev.meridian.sync.relay.PruneOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Drops bodies from the log, a stretch a write. That bodies may be missing is written before the first of them is, and the order is forgotten
 * with the last: a crash in between leaves entries with and without bodies, each whole, and an order to go on with.
 */
final class Pruner {
    private static final int ROWS_A_WRITE = 1_000;
    private static final long COMPACTED_BYTES_MIN = 1 << 20;

    private final Tables tables;
    private final WriteOptions synced;
    private final Object counting;

    Pruner(Tables tables, WriteOptions synced, Object counting) {
        this.tables = tables;
        this.synced = synced;
        this.counting = counting;
    }

    /** What is known to be pruned of a workspace, and to be still. */
    LogState.Pruned state(WorkspaceId workspace, long number) throws RocksDBException {
        List<PruneOrder> orders = new ArrayList<>();
        try (ReadOptions inOrder = new ReadOptions().setTotalOrderSeek(true);
                RocksIterator each = tables.db().newIterator(tables.meta(), inOrder)) {
            for (each.seek(Rows.orders(number)); each.isValid(); each.next()) {
                Optional<PruneOrder> order = Rows.orderOf(workspace, number, each.key());
                if (order.isEmpty()) {
                    break;
                }
                orders.add(order.get());
            }
            each.status();
        }
        return new LogState.Pruned(prunedPos(number), orders);
    }

    private long prunedPos(long number) throws RocksDBException {
        byte[] stored = tables.db().get(tables.meta(), Rows.prunedPos(number));
        return stored == null ? 0 : Rows.numberOf(stored);
    }

    /** How many bytes it dropped. */
    long prune(long number, PruneOrder order) throws RocksDBException {
        long all = 0;
        long dropped = 0;
        if (order.uptoPos() > prunedPos(number)) {
            tables.db().put(tables.meta(), synced, Rows.prunedPos(number), Rows.number(order.uptoPos()));
        }
        try (WriteBatch batch = new WriteBatch();
                ReadOptions withinPrefix = new ReadOptions().setPrefixSameAsStart(true);
                RocksIterator each = tables.db().newIterator(tables.log(), withinPrefix)) {
            for (each.seek(Rows.position(number, order.afterPos() + 1)); each.isValid(); each.next()) {
                if (Rows.positionOf(each.key()) > order.uptoPos()) {
                    break;
                }
                LogRecord row = Rows.entryOf(each.value());
                if (order.isAbout(row)) {
                    batch.put(tables.log(), each.key(), Rows.entry(row.pruned()));
                    dropped += row.item().size();
                }
                if (batch.count() >= ROWS_A_WRITE) {
                    write(number, batch, dropped);
                    all += dropped;
                    dropped = 0;
                    batch.clear();
                }
            }
            each.status();
            batch.delete(tables.meta(), Rows.order(number, order));
            write(number, batch, dropped);
        }
        if (all + dropped >= COMPACTED_BYTES_MIN) {
            // What was written over lies on the disk until the tables are merged.
            tables.db()
                    .compactRange(
                            tables.log(),
                            Rows.position(number, order.afterPos() + 1),
                            Rows.position(number, order.uptoPos() + 1));
        }
        return all + dropped;
    }

    private void write(long number, WriteBatch batch, long dropped) throws RocksDBException {
        synchronized (counting) {
            batch.put(tables.meta(), Rows.bytes(number), Rows.number(RoomTaken.of(tables, number) - dropped));
            tables.db().write(synced, batch);
        }
    }
}
