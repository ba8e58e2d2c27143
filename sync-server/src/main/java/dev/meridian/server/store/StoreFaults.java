package dev.meridian.server.store;

import dev.meridian.sync.relay.StoreFault;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What RocksDB's errors mean to a relay and to its operator. */
final class StoreFaults {
    private StoreFaults() {}

    /** A fault while the store is open. A full disk passes by itself: RocksDB looks every few seconds and goes on. */
    static StoreFault whileOpen(RocksDBException thrown) {
        String said = String.valueOf(thrown.getMessage());
        if (isDiskFull(thrown)) {
            return new StoreFault("disk full: " + said, true, thrown);
        }
        Status status = thrown.getStatus();
        Status.Code code = status == null ? Status.Code.Undefined : status.getCode();
        return switch (code) {
            case Busy, TimedOut, TryAgain, Incomplete -> new StoreFault("busy: " + said, true, thrown);
            case Corruption -> new StoreFault("corruption: " + said, false, thrown);
            // RocksDB writes nothing more after these, whatever becomes of the disk.
            case IOError -> new StoreFault(said + "; mend the disk, then start the relay again", false, thrown);
            default -> new StoreFault(said, false, thrown);
        };
    }

    /** A fault while opening. */
    static StoreOpenException atOpening(Path directory, RocksDBException thrown) {
        String said = String.valueOf(thrown.getMessage());
        Status status = thrown.getStatus();
        if (isDiskFull(thrown)) {
            return failure(StoreOpenException.Reason.DISK_FULL, "the disk of %s is full", directory, thrown);
        }
        if (status != null && status.getCode() == Status.Code.Corruption) {
            String message = "the data in %s is damaged (" + said
                    + "); restore a backup, or move the directory away and" + " let clients refill it";
            return failure(StoreOpenException.Reason.CORRUPT, message, directory, thrown);
        }
        if (said.contains("lock")) {
            return failure(
                    StoreOpenException.Reason.LOCKED, "another process has the data in %s open", directory, thrown);
        }
        return failure(
                StoreOpenException.Reason.UNUSABLE, "the data in %s cannot be opened: " + said, directory, thrown);
    }

    private static StoreOpenException failure(
            StoreOpenException.Reason reason, String message, Path directory, RocksDBException thrown) {
        return new StoreOpenException(reason, message.replace("%s", directory.toString()), thrown);
    }

    private static boolean isDiskFull(RocksDBException thrown) {
        Status status = thrown.getStatus();
        return (status != null && status.getSubCode() == Status.SubCode.NoSpace)
                || String.valueOf(thrown.getMessage()).contains("No space left on device");
    }
}
