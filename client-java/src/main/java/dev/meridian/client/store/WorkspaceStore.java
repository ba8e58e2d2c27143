package dev.meridian.client.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * One workspace's file. Everything that must happen together happens in one {@link #write}: when it returns it is on the disk, all of it; when it
 * throws none of it is. Other processes may use the same file. Owned by one thread at a time; not thread-safe.
 */
public final class WorkspaceStore implements AutoCloseable {
    private final Path file;
    private final Database database;
    private final MetaTable meta;
    private final LogTable log;
    private final ChangeTable changes;
    private final OutboxTable outbox;
    private final RejectedTable rejected;
    private final StatementTable statements;
    private final SnapshotTable snapshots;

    private WorkspaceStore(Path file, Database database) {
        this.file = file;
        this.database = database;
        this.meta = new MetaTable(database);
        this.log = new LogTable(database);
        this.changes = new ChangeTable(database);
        this.outbox = new OutboxTable(database);
        this.rejected = new RejectedTable(database);
        this.statements = new StatementTable(database);
        this.snapshots = new SnapshotTable(database);
    }

    /**
     * Opens a workspace's file, making it where there is none. It is private to its owner.
     *
     * @param lockTimeout how long to wait for other processes
     * @throws StoreFault if it cannot be used
     */
    public static WorkspaceStore open(Path file, Duration lockTimeout) {
        PrivateFile.make(file);
        Database database = Database.open(file, lockTimeout);
        try {
            Schema.prepare(database, file);
            return new WorkspaceStore(file, database);
        } catch (StoreFault e) {
            database.close();
            throw e;
        }
    }

    /** Where it lies. */
    public Path file() {
        return file;
    }

    /**
     * Runs the body in one transaction that no other process writes beside.
     *
     * @throws StoreFault if the disk would not take it; whatever the body throws is thrown on. Either way nothing was done
     */
    public <T> T write(Supplier<T> body) {
        try {
            return database.write(body);
        } catch (RuntimeException | Error e) {
            changes.forgetNumbers();
            throw e;
        }
    }

    /** Whether {@link #write} is running. */
    public boolean isWriting() {
        return database.isWriting();
    }

    /** Single values. */
    public MetaTable meta() {
        return meta;
    }

    /** The log as it was received. */
    public LogTable log() {
        return log;
    }

    /** The changes of all documents. */
    public ChangeTable changes() {
        return changes;
    }

    /** What the log does not have yet. */
    public OutboxTable outbox() {
        return outbox;
    }

    /** What stands in the log and was not applied. */
    public RejectedTable rejected() {
        return rejected;
    }

    /** What was said in decisions. */
    public StatementTable statements() {
        return statements;
    }

    /** Snapshots in the log, and which bodies are gone. */
    public SnapshotTable snapshots() {
        return snapshots;
    }

    /** A number that changes when another process has written. */
    public long version() {
        return database.dataVersion();
    }

    /**
     * Cuts the log after a position, because the relay has lost what came then and gone on without it: the originals go to the front of the
     * outbox, to be pushed again (STORE-9). What is in documents stays there.
     *
     * @param signedHead of exactly that position; empty at 0
     * @return how many entries were cut off
     */
    public long rewind(long toPos, com.google.protobuf.ByteString signedHead) {
        List<LogRow> lost = log.cutAfter(toPos);
        outbox.prependRepairs(lost);
        changes.cutAfter(toPos);
        rejected.cutAfter(toPos);
        statements.cutAfter(toPos);
        snapshots.cutAfter(toPos);
        if (toPos > 0) {
            log.keepHead(toPos, signedHead);
        }
        meta.put(MetaTable.Name.OPENED, Math.min(toPos, meta.number(MetaTable.Name.OPENED)));
        // What goes to the front of the outbox may be of an epoch that is over by then.
        meta.put(MetaTable.Name.SEALED_EPOCH, 0);
        meta.put(MetaTable.Name.REWINDS, meta.number(MetaTable.Name.REWINDS) + 1);
        return lost.size();
    }

    /** What SQLite itself finds wrong with the file; one sentence each, none where all is well. */
    public List<String> integrityProblems() {
        return database.list("PRAGMA integrity_check(20)", row -> row.text(1)).stream()
                .filter(each -> !each.equals("ok"))
                .toList();
    }

    @Override
    public void close() {
        database.close();
    }
}
