package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Logs in memory, for tests and simulations. What was appended outlives {@link #close} in its {@link Disk}, as a file would;
 * an append is all or nothing. Safe for several threads.
 */
public final class MemoryRelayLog implements RelayLog {
    /** What stays when a log is closed or its process dies. */
    public static final class Disk {
        private final Map<WorkspaceId, Stored> logs = new HashMap<>();

        /** An empty disk. */
        public Disk() {}

        /** A copy as it is now: a backup. */
        public synchronized Disk copy() {
            Disk copy = new Disk();
            logs.forEach((workspace, stored) -> copy.logs.put(workspace, stored.copy()));
            return copy;
        }

        /** What is stored of a workspace, in order; follows what is appended. For whoever watches, not for a relay. */
        public synchronized List<LogRecord> records(WorkspaceId workspace) {
            Stored stored = logs.get(workspace);
            return stored == null ? List.of() : Collections.unmodifiableList(stored.records);
        }

        /** Forgets the last entry of a workspace, as a disk does that lies about what it has synced. */
        public synchronized void loseLast(WorkspaceId workspace) {
            Stored stored = logs.get(workspace);
            if (stored != null) {
                Stored shorter = new Stored();
                shorter.add(stored.records.subList(0, stored.records.size() - 1), stored.gen);
                logs.put(workspace, shorter);
            }
        }
    }

    private static final class Stored {
        private final List<LogRecord> records = new ArrayList<>();
        private final Map<DedupeKey, Long> positions = new HashMap<>();
        private final List<PruneOrder> orders = new ArrayList<>();
        private long gen;
        private long prunedPos;

        Stored copy() {
            Stored copy = new Stored();
            copy.add(records, gen);
            copy.orders.addAll(orders);
            copy.prunedPos = prunedPos;
            return copy;
        }

        void add(List<LogRecord> more, long newGen) {
            for (LogRecord record : more) {
                records.add(record);
                prunedPos = record.isPruned() ? records.size() : prunedPos;
                positions.putIfAbsent(record.dedupe(), (long) records.size());
            }
            gen = newGen;
        }

        ByteString chain(int pos) {
            return pos == 0 ? Chain.ZERO : records.get(pos - 1).chain();
        }
    }

    private final Disk disk;
    private boolean open = true;

    /** Opens the logs on a disk. */
    public MemoryRelayLog(Disk disk) {
        this.disk = disk;
    }

    @Override
    public Optional<LogState> recover(WorkspaceId workspace) throws StoreFault {
        synchronized (disk) {
            requireOpen();
            return Optional.ofNullable(disk.logs.get(workspace))
                    .filter(stored -> !stored.records.isEmpty())
                    .map(MemoryRelayLog::stateOf);
        }
    }

    private static LogState stateOf(Stored stored) {
        List<LogRecord> records = stored.records;
        return new LogState(
                stored.gen,
                records.size(),
                records.getLast().parsed().relayMillis(),
                stored.chain(records.size()),
                records.stream().mapToLong(LogRecord::bytes).sum(),
                records.stream().filter(LogRecord::isMember).toList(),
                new LogState.Pruned(stored.prunedPos, stored.orders));
    }

    @Override
    public void append(List<AppendBatch> batches) throws StoreFault {
        synchronized (disk) {
            requireOpen();
            Map<WorkspaceId, AppendBatch> last = new HashMap<>();
            for (AppendBatch batch : batches) {
                requireFollows(batch, Optional.ofNullable(last.get(batch.workspace())));
                if (!batch.records().isEmpty()) {
                    last.put(batch.workspace(), batch);
                }
            }
            for (AppendBatch batch : batches) {
                Stored stored = disk.logs.computeIfAbsent(batch.workspace(), workspace -> new Stored());
                stored.add(batch.records(), batch.gen());
                stored.orders.addAll(batch.orders());
            }
        }
    }

    private void requireFollows(AppendBatch batch, Optional<AppendBatch> before) throws StoreFault {
        if (before.isPresent()) {
            batch.requireFollows(
                    before.get().lastPos(), before.get().records().getLast().chain());
            return;
        }
        Stored stored = disk.logs.get(batch.workspace());
        int end = stored == null ? 0 : stored.records.size();
        batch.requireFollows(end, stored == null ? Chain.ZERO : stored.chain(end));
    }

    @Override
    public List<LogRecord> read(WorkspaceId workspace, long afterPos, int bytesMax) throws StoreFault {
        synchronized (disk) {
            requireOpen();
            Stored stored = disk.logs.get(workspace);
            List<LogRecord> found = new ArrayList<>();
            if (stored == null || afterPos >= stored.records.size()) {
                return found;
            }
            long bytes = 0;
            for (LogRecord record : stored.records.subList((int) afterPos, stored.records.size())) {
                bytes += record.entry().size() + record.item().size();
                if (bytes > bytesMax && !found.isEmpty()) {
                    break;
                }
                found.add(record);
            }
            return found;
        }
    }

    @Override
    public OptionalLong find(WorkspaceId workspace, DedupeKey item) throws StoreFault {
        synchronized (disk) {
            requireOpen();
            Stored stored = disk.logs.get(workspace);
            Long pos = stored == null ? null : stored.positions.get(item);
            return pos == null ? OptionalLong.empty() : OptionalLong.of(pos);
        }
    }

    @Override
    public long prune(PruneOrder order) throws StoreFault {
        synchronized (disk) {
            requireOpen();
            Stored stored = disk.logs.get(order.workspace());
            if (stored == null) {
                return 0;
            }
            long before = stored.records.stream().mapToLong(LogRecord::bytes).sum();
            stored.prunedPos = Math.max(stored.prunedPos, Math.min(order.uptoPos(), stored.records.size()));
            stored.records.replaceAll(record -> order.isAbout(record) ? record.pruned() : record);
            stored.orders.removeIf(order::equals);
            return before - stored.records.stream().mapToLong(LogRecord::bytes).sum();
        }
    }

    @Override
    public long workspaces() throws StoreFault {
        synchronized (disk) {
            requireOpen();
            return disk.logs.size();
        }
    }

    @Override
    public Optional<ByteString> chainAt(WorkspaceId workspace, long pos) throws StoreFault {
        synchronized (disk) {
            requireOpen();
            Stored stored = disk.logs.get(workspace);
            int end = stored == null ? 0 : stored.records.size();
            if (pos > end) {
                return Optional.empty();
            }
            return Optional.of(stored == null ? Chain.ZERO : stored.chain((int) pos));
        }
    }

    @Override
    public void close() {
        synchronized (disk) {
            open = false;
        }
    }

    private void requireOpen() throws StoreFault {
        if (!open) {
            throw new StoreFault("the log is closed", false);
        }
    }
}
