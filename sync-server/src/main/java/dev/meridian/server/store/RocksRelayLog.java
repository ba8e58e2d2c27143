package dev.meridian.server.store;

import com.google.protobuf.ByteString;
import dev.meridian.server.backup.AuditReport;
import dev.meridian.server.backup.BackupException;
import dev.meridian.server.backup.MadeBackup;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.relay.AppendBatch;
import dev.meridian.sync.relay.DedupeKey;
import dev.meridian.sync.relay.LogRecord;
import dev.meridian.sync.relay.LogState;
import dev.meridian.sync.relay.PruneOrder;
import dev.meridian.sync.relay.RelayLog;
import dev.meridian.sync.relay.StoreFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * All workspaces' logs in one RocksDB.
 *
 * <p>Column families: {@code log} has the entries with their items, chains and dedupe keys, one row each, so that a reader
 * reads one row an entry; {@code dedupe} has the position of every item; {@code members} has the membership records once more, so that
 * a workspace is recovered without reading its log; {@code meta} has the workspaces' numbers, the ends of their logs, and what is still to be
 * pruned. A group of appends is one write, synced; so an entry, its dedupe key and the new end are durable together. What is pruned is
 * written once more without its item.
 *
 * <p>Safe for every thread; appends come from one, what is pruned may come from others. Native memory: a lock keeps {@link #close} from freeing what a reader uses.
 */
public final class RocksRelayLog implements RelayLog {
    private static final long FORMAT_VERSION = 1;

    private final Tables tables;
    private final WorkspaceNumbers numbers;
    private final Pruner pruner;
    /** Held by whoever changes how many bytes a workspace has. */
    private final Object counting = new Object();

    private final ReadOptions withinPrefix = new ReadOptions().setPrefixSameAsStart(true);
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private final AtomicLong probes = new AtomicLong();
    private final Path nativeDir;
    private boolean open = true;

    private RocksRelayLog(Tables tables, Path nativeDir) throws RocksDBException {
        this.tables = tables;
        this.nativeDir = nativeDir;
        this.numbers = new WorkspaceNumbers(tables);
        this.pruner = new Pruner(tables, synced, counting);
    }

    /** Opens the store, making it if it is not there. */
    public static RocksRelayLog open(StoreSettings settings) throws StoreOpenException {
        Path directory = settings.dataDir();
        DataDirectory.prepare(directory);
        NativeLibrary.load(settings.nativeDir());
        try {
            Tables tables = new Tables(settings);
            try {
                requireFormat(tables, directory);
                return new RocksRelayLog(tables, settings.nativeDir());
            } catch (RocksDBException | StoreOpenException e) {
                tables.close();
                throw e;
            }
        } catch (RocksDBException e) {
            throw StoreFaults.atOpening(directory, e);
        }
    }

    private static void requireFormat(Tables tables, Path directory) throws RocksDBException, StoreOpenException {
        byte[] stored = tables.db().get(tables.meta(), Rows.FORMAT);
        if (stored == null) {
            tables.db().put(tables.meta(), Rows.FORMAT, Rows.number(FORMAT_VERSION));
        } else if (Rows.numberOf(stored) != FORMAT_VERSION) {
            throw new StoreOpenException(
                    StoreOpenException.Reason.OTHER_FORMAT,
                    "the data in %s has format %d, this relay reads %d"
                            .formatted(directory, Rows.numberOf(stored), FORMAT_VERSION));
        }
    }

    /** The public key of the relay that wrote these logs, or empty if nothing is written yet. */
    public Optional<ByteString> relayKey() throws StoreFault {
        return guarded(() -> Optional.ofNullable(tables.db().get(tables.meta(), Rows.RELAY_KEY))
                .map(ByteString::copyFrom));
    }

    /** Notes whose logs these are: every genesis names its relay's key, so the logs are of no use under another one. */
    public void claim(ByteString relayKey) throws StoreFault {
        guarded(() -> {
            tables.db().put(tables.meta(), synced, Rows.RELAY_KEY, relayKey.toByteArray());
            return relayKey;
        });
    }

    /** Writes and syncs a few bytes. @throws StoreFault if the store cannot be written to now */
    public void probe() throws StoreFault {
        guarded(() -> {
            tables.db().put(tables.meta(), synced, Rows.PROBE, Rows.number(probes.incrementAndGet()));
            return true;
        });
    }

    @Override
    public Optional<LogState> recover(WorkspaceId workspace) throws StoreFault {
        return guarded(() -> {
            long number = numbers.of(workspace);
            byte[] tail = number == WorkspaceNumbers.NONE ? null : get(tables.meta(), Rows.tail(number));
            return tail == null ? Optional.<LogState>empty() : state(workspace, number, Rows.tailOf(tail));
        });
    }

    private Optional<LogState> state(WorkspaceId id, long workspace, Rows.Tail tail) throws RocksDBException {
        if (tail.pos() == 0) {
            return Optional.empty();
        }
        List<LogRecord> members = new ArrayList<>();
        try (RocksIterator each = tables.db().newIterator(tables.members(), withinPrefix)) {
            for (each.seek(Rows.position(workspace, 0)); each.isValid(); each.next()) {
                members.add(Rows.entryOf(each.value()));
            }
            each.status();
        }
        return Optional.of(new LogState(
                tail.gen(),
                tail.pos(),
                tail.relayMillis(),
                tail.chain(),
                RoomTaken.of(tables, workspace),
                members,
                pruner.state(id, workspace)));
    }

    @Override
    public void append(List<AppendBatch> batches) throws StoreFault {
        guarded(() -> {
            synchronized (counting) {
                try (AppendGroup group = new AppendGroup(tables, numbers)) {
                    for (AppendBatch batch : batches) {
                        group.add(batch);
                    }
                    tables.db().write(synced, group.finished());
                    group.committed();
                }
            }
            return true;
        });
    }

    @Override
    public List<LogRecord> read(WorkspaceId workspace, long afterPos, int bytesMax) throws StoreFault {
        return guarded(() -> {
            long number = numbers.of(workspace);
            return number == WorkspaceNumbers.NONE ? List.<LogRecord>of() : read(number, afterPos, bytesMax);
        });
    }

    private List<LogRecord> read(long workspace, long afterPos, int bytesMax) throws RocksDBException, StoreFault {
        List<LogRecord> found = new ArrayList<>();
        byte[] key = new byte[Rows.POSITION_KEY_BYTES];
        try (RocksIterator each = tables.db().newIterator(tables.log(), withinPrefix)) {
            long bytes = 0;
            long pos = afterPos;
            for (each.seek(Rows.position(workspace, afterPos + 1)); each.isValid(); each.next()) {
                pos++;
                each.key(key);
                if (Rows.positionOf(key) != pos) {
                    throw new StoreFault("corruption: position %d is missing".formatted(pos), false);
                }
                LogRecord row = Rows.entryOf(each.value());
                bytes += row.entry().size() + row.item().size();
                if (bytes > bytesMax && !found.isEmpty()) {
                    break;
                }
                found.add(row);
            }
            each.status();
        }
        return found;
    }

    @Override
    public OptionalLong find(WorkspaceId workspace, DedupeKey item) throws StoreFault {
        return guarded(() -> {
            long number = numbers.of(workspace);
            byte[] pos = number == WorkspaceNumbers.NONE ? null : get(tables.dedupe(), Rows.item(number, item));
            return pos == null ? OptionalLong.empty() : OptionalLong.of(Rows.numberOf(pos));
        });
    }

    @Override
    public Optional<ByteString> chainAt(WorkspaceId workspace, long pos) throws StoreFault {
        if (pos == 0) {
            return Optional.of(Chain.ZERO);
        }
        return guarded(() -> {
            long number = numbers.of(workspace);
            byte[] entry = number == WorkspaceNumbers.NONE ? null : get(tables.log(), Rows.position(number, pos));
            return Optional.ofNullable(entry).map(Rows::chainOf);
        });
    }

    private byte @org.jspecify.annotations.Nullable [] get(ColumnFamilyHandle family, byte[] key)
            throws RocksDBException {
        return tables.db().get(family, key);
    }

    /**
     * Adds a backup of what is durable now to a directory of backups, while everything goes on.
     *
     * @param keep how many the directory keeps; at least 1
     * @throws BackupException if it cannot be made; those that were there are untouched
     */
    public MadeBackup backup(Path directory, int keep) throws BackupException, StoreFault {
        use.readLock().lock();
        try {
            if (!open) {
                throw new StoreFault("the store is closed", false);
            }
            return Backups.make(tables.db(), directory, nativeDir, keep);
        } finally {
            use.readLock().unlock();
        }
    }

    /** What the tables take on the disk, in bytes; 0 once it is closed. */
    public long tableBytes() {
        use.readLock().lock();
        try {
            return open ? tables.db().getAggregatedLongProperty("rocksdb.total-sst-files-size") : 0;
        } catch (RocksDBException e) {
            throw new IllegalStateException("RocksDB does not know how large it is", e);
        } finally {
            use.readLock().unlock();
        }
    }

    /** Reads everything and says what does not hold. Takes as long as reading all logs does. */
    public AuditReport audit() throws StoreFault {
        return guarded(() -> new Audit(tables).run());
    }

    @Override
    public long prune(PruneOrder order) throws StoreFault {
        return guarded(() -> {
            long number = numbers.of(order.workspace());
            return number == WorkspaceNumbers.NONE ? 0L : pruner.prune(number, order);
        });
    }

    @Override
    public long workspaces() {
        return numbers.last();
    }

    @Override
    public void close() throws StoreFault {
        use.writeLock().lock();
        try {
            if (open) {
                open = false;
                tables.close();
                withinPrefix.close();
                synced.close();
            }
        } catch (RocksDBException e) {
            throw StoreFaults.whileOpen(e);
        } finally {
            use.writeLock().unlock();
        }
    }

    /** What uses native memory. */
    private interface Work<T> {
        T done() throws RocksDBException, StoreFault;
    }

    private <T> T guarded(Work<T> work) throws StoreFault {
        use.readLock().lock();
        try {
            if (!open) {
                throw new StoreFault("the store is closed", false);
            }
            return work.done();
        } catch (RocksDBException e) {
            throw StoreFaults.whileOpen(e);
        } finally {
            use.readLock().unlock();
        }
    }
}
