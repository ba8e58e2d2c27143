package dev.meridian.server.store;

import dev.meridian.server.backup.Backup;
import dev.meridian.server.backup.BackupException;
import dev.meridian.server.backup.MadeBackup;
import dev.meridian.server.backup.VerifiedBackup;
import dev.meridian.sync.relay.StoreFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.rocksdb.BackupEngine;
import org.rocksdb.BackupEngineOptions;
import org.rocksdb.BackupInfo;
import org.rocksdb.Env;
import org.rocksdb.RestoreOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * A directory of backups of one store: each is whole, and those that have tables in common keep them once. The relay's key is in
 * none of them.
 */
public final class Backups {
    /** The engine's files, beside which a directory holds nothing. */
    private static final String PRIVATE = "private";

    private final Path directory;
    private final Path nativeDir;

    private Backups(Path directory, Path nativeDir) {
        this.directory = directory;
        this.nativeDir = nativeDir;
    }

    /** Those in a directory, which must be one of backups. @throws BackupException if it is none */
    public static Backups in(Path directory, Path nativeDir) throws BackupException {
        if (!Files.isDirectory(directory.resolve(PRIVATE))) {
            throw new BackupException(BackupException.Reason.UNFIT, directory + ": is not a directory of backups");
        }
        NativeLibrary.load(nativeDir);
        return new Backups(directory, nativeDir);
    }

    /** Adds one of an open store, and forgets the oldest beyond so many. */
    static MadeBackup make(RocksDB db, Path directory, Path nativeDir, int keep) throws BackupException {
        prepare(directory);
        Backups backups = new Backups(directory, nativeDir);
        long before = bytesUnder(directory);
        return backups.with(engine -> {
            // The tables are synced first, so that the copy needs no tail of the write-ahead log.
            engine.createNewBackup(db, true);
            engine.purgeOldBackups(keep);
            List<Backup> all = sorted(engine);
            return new MadeBackup(all.getLast(), Math.max(0, bytesUnder(directory) - before), all.size());
        });
    }

    private static void prepare(Path directory) throws BackupException {
        try {
            if (!Files.exists(directory)) {
                Files.createDirectories(directory.toAbsolutePath().getParent());
                Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else if (!Files.isDirectory(directory.resolve(PRIVATE)) && !isEmpty(directory)) {
                throw new BackupException(
                        BackupException.Reason.UNFIT,
                        directory + ": holds other things than backups; name an empty directory");
            }
        } catch (IOException e) {
            throw new BackupException(
                    BackupException.Reason.FAILED, directory + ": cannot be used for backups: " + e, e);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private static long bytesUnder(Path directory) throws BackupException {
        try (Stream<Path> files = Files.walk(directory)) {
            ToLongFunction<Path> size = file -> file.toFile().length();
            return files.filter(Files::isRegularFile).mapToLong(size).sum();
        } catch (IOException e) {
            throw new BackupException(BackupException.Reason.FAILED, directory + ": cannot be read: " + e, e);
        }
    }

    /** All of them, the oldest first. */
    public List<Backup> list() throws BackupException {
        return with(Backups::sorted);
    }

    private static List<Backup> sorted(BackupEngine engine) {
        return engine.getBackupInfo().stream()
                .map(Backups::read)
                .sorted(Comparator.comparingInt(Backup::number))
                .toList();
    }

    private static Backup read(BackupInfo info) {
        return new Backup(info.backupId(), Instant.ofEpochSecond(info.timestamp()), info.size(), info.numberFiles());
    }

    /**
     * Puts one back as a data directory.
     *
     * @param number of which, or empty: the newest
     * @param dataDir must be missing or empty
     * @throws BackupException if there is no such backup, it is damaged, or the directory is not empty
     */
    public Backup restore(Optional<Integer> number, Path dataDir) throws BackupException {
        List<Backup> all = list();
        Backup chosen = all.stream()
                .filter(each -> number.isEmpty() || each.number() == number.get())
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new BackupException(
                        BackupException.Reason.UNFIT,
                        number.map(n -> "%s: there is no backup %d; there are %s".formatted(directory, n, names(all)))
                                .orElse(directory + ": there is no backup in it")));
        try {
            if (Files.exists(dataDir) && !isEmpty(dataDir)) {
                throw new BackupException(
                        BackupException.Reason.UNFIT,
                        dataDir + ": is not empty; nothing is restored over data that is there");
            }
            DataDirectory.prepare(dataDir);
        } catch (IOException | StoreOpenException e) {
            throw new BackupException(BackupException.Reason.FAILED, String.valueOf(e.getMessage()), e);
        }
        return with(engine -> {
            try (RestoreOptions options = new RestoreOptions(false)) {
                engine.restoreDbFromBackup(chosen.number(), dataDir.toString(), dataDir.toString(), options);
            } catch (RocksDBException e) {
                throw new BackupException(
                        BackupException.Reason.UNFIT,
                        "%s: backup %d is damaged: %s".formatted(directory, chosen.number(), e.getMessage()),
                        e);
            }
            return chosen;
        });
    }

    /**
     * Restores one to a scratch directory, and reads all of it.
     *
     * @param number of which, or empty: the newest
     * @param scratch missing or empty; deleted afterwards
     * @throws BackupException if it cannot even be restored and opened
     */
    public VerifiedBackup verify(Optional<Integer> number, Path scratch) throws BackupException {
        Backup backup = restore(number, scratch);
        try (RocksRelayLog log =
                RocksRelayLog.open(new StoreSettings(scratch, nativeDir, StoreSettings.CACHE_BYTES_DEFAULT))) {
            return new VerifiedBackup(backup, log.audit());
        } catch (StoreOpenException | StoreFault e) {
            throw new BackupException(
                    BackupException.Reason.UNFIT, "backup %d: %s".formatted(backup.number(), e.getMessage()), e);
        } finally {
            delete(scratch);
        }
    }

    private static void delete(Path scratch) throws BackupException {
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new BackupException(BackupException.Reason.FAILED, scratch + ": cannot be deleted: " + e, e);
        }
    }

    private static String names(List<Backup> all) {
        return all.isEmpty()
                ? "none"
                : all.getFirst().number() + " to " + all.getLast().number();
    }

    /** What uses the engine. */
    private interface Work<T> {
        T done(BackupEngine engine) throws RocksDBException, BackupException;
    }

    private <T> T with(Work<T> work) throws BackupException {
        try (BackupEngineOptions options = new BackupEngineOptions(directory.toString())
                        .setShareTableFiles(true)
                        .setShareFilesWithChecksum(true)
                        .setSync(true);
                BackupEngine engine = BackupEngine.open(Env.getDefault(), options)) {
            return work.done(engine);
        } catch (RocksDBException e) {
            throw new BackupException(BackupException.Reason.FAILED, directory + ": " + e.getMessage(), e);
        }
    }
}
