package dev.meridian.server;

import dev.meridian.server.backup.Backup;
import dev.meridian.server.backup.BackupException;
import dev.meridian.server.backup.MadeBackup;
import dev.meridian.server.backup.VerifiedBackup;
import dev.meridian.server.store.Backups;
import dev.meridian.server.store.RocksRelayLog;
import dev.meridian.server.store.StoreOpenException;
import dev.meridian.server.store.StoreSettings;
import dev.meridian.sync.relay.StoreFault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A directory of a relay's backups, as an operator has it. A running relay makes its own: see {@link RelaySettings#admin}. */
public final class RelayBackups {
    private final Backups backups;

    private RelayBackups(Backups backups) {
        this.backups = backups;
    }

    /** @throws BackupException if the directory holds no backups */
    public static RelayBackups in(Path directory) throws BackupException {
        return new RelayBackups(Backups.in(directory, store(directory).nativeDir()));
    }

    /**
     * Backs up the data of a relay that is stopped.
     *
     * @param keep how many the directory keeps; at least 1
     */
    public static MadeBackup ofStopped(Path dataDir, Path directory, int keep) throws BackupException {
        try (RocksRelayLog log = RocksRelayLog.open(store(dataDir))) {
            return log.backup(directory, keep);
        } catch (StoreOpenException e) {
            BackupException.Reason reason = switch (e.reason()) {
                case LOCKED, DISK_FULL -> BackupException.Reason.NOT_NOW;
                case CORRUPT, OTHER_FORMAT, UNUSABLE -> BackupException.Reason.UNFIT;
            };
            throw new BackupException(reason, String.valueOf(e.getMessage()), e);
        } catch (StoreFault e) {
            throw new BackupException(BackupException.Reason.FAILED, String.valueOf(e.getMessage()), e);
        }
    }

    private static StoreSettings store(Path dataDir) {
        return RelaySettings.of(dataDir, new RelaySettings.Listen("127.0.0.1", 0))
                .store();
    }

    /** All of them, the oldest first. */
    public List<Backup> list() throws BackupException {
        return backups.list();
    }

    /**
     * Puts one back as a data directory, which must be missing or empty.
     *
     * @param number of which, or empty: the newest
     */
    public Backup restore(Optional<Integer> number, Path dataDir) throws BackupException {
        return backups.restore(number, dataDir);
    }

    /**
     * Restores one to a scratch directory, reads all of it, and deletes that.
     *
     * @param number of which, or empty: the newest
     */
    public VerifiedBackup verify(Optional<Integer> number, Path scratch) throws BackupException {
        return backups.verify(number, scratch);
    }
}
