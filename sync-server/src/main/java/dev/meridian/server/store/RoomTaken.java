package dev.meridian.server.store;

import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** How many bytes of entries and items the log of a workspace has: kept beside its end, counted once where an earlier relay wrote it. */
final class RoomTaken {
    private RoomTaken() {}

    /** Of what is stored of the workspace of this number. */
    static long of(Tables tables, long workspace) throws RocksDBException {
        byte[] stored = tables.db().get(tables.meta(), Rows.bytes(workspace));
        return stored == null ? counted(tables, workspace) : Rows.numberOf(stored);
    }

    private static long counted(Tables tables, long workspace) throws RocksDBException {
        long bytes = 0;
        try (ReadOptions withinPrefix = new ReadOptions().setPrefixSameAsStart(true);
                RocksIterator each = tables.db().newIterator(tables.log(), withinPrefix)) {
            for (each.seek(Rows.position(workspace, 0)); each.isValid(); each.next()) {
                bytes += Rows.bytesOf(each.value());
            }
            each.status();
        }
        return bytes;
    }
}
