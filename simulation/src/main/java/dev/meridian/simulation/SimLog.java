package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.relay.AppendBatch;
import dev.meridian.sync.relay.DedupeKey;
import dev.meridian.sync.relay.LogRecord;
import dev.meridian.sync.relay.LogState;
import dev.meridian.sync.relay.MemoryRelayLog;
import dev.meridian.sync.relay.PruneOrder;
import dev.meridian.sync.relay.RelayLog;
import dev.meridian.sync.relay.StoreFault;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The relay's log on a disk that may rot. */
final class SimLog implements RelayLog {
    /** A disk, and the entry on it that cannot be read any more. */
    static final class Disk {
        private final MemoryRelayLog.Disk sound;
        private OptionalLong rottenPos = OptionalLong.empty();

        Disk(MemoryRelayLog.Disk sound) {
            this.sound = sound;
        }

        MemoryRelayLog.Disk sound() {
            return sound;
        }

        void rot(long pos) {
            rottenPos = OptionalLong.of(pos);
        }

        boolean isRotten() {
            return rottenPos.isPresent();
        }
    }

    private final Disk disk;
    private final MemoryRelayLog log;
    private final Predicate<Bug> bugs;

    SimLog(Disk disk, Predicate<Bug> bugs) {
        this.disk = disk;
        this.log = new MemoryRelayLog(disk.sound);
        this.bugs = bugs;
    }

    @Override
    public Optional<LogState> recover(WorkspaceId workspace) throws StoreFault {
        return log.recover(workspace);
    }

    @Override
    public void append(List<AppendBatch> batches) throws StoreFault {
        log.append(batches);
    }

    @Override
    public List<LogRecord> read(WorkspaceId workspace, long afterPos, int bytesMax) throws StoreFault {
        List<LogRecord> records = log.read(workspace, afterPos, bytesMax);
        if (disk.rottenPos.isPresent()) {
            long rotten = disk.rottenPos.getAsLong();
            if (rotten > afterPos && rotten <= afterPos + records.size()) {
                throw new StoreFault("the checksum of entry %d is wrong".formatted(rotten), false);
            }
        }
        return records;
    }

    @Override
    public OptionalLong find(WorkspaceId workspace, DedupeKey item) throws StoreFault {
        return bugs.test(Bug.FORGETS_WHAT_IT_HAS) ? OptionalLong.empty() : log.find(workspace, item);
    }

    @Override
    public Optional<ByteString> chainAt(WorkspaceId workspace, long pos) throws StoreFault {
        return log.chainAt(workspace, pos);
    }

    @Override
    public long prune(PruneOrder order) throws StoreFault {
        return log.prune(order);
    }

    @Override
    public long workspaces() throws StoreFault {
        return log.workspaces();
    }

    @Override
    public void close() {
        log.close();
    }
}
