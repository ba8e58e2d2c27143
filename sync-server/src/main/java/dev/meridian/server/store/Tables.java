package dev.meridian.server.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksObject;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;

/** The open database with its column families, and the options it was opened with. Owned by {@link RocksRelayLog}. */
final class Tables implements AutoCloseable {
    private static final int BLOCK_BYTES = 16 << 10;
    private static final int BLOOM_BITS = 10;
    private static final double MEMTABLE_BLOOM_RATIO = 0.1;
    private static final long WAL_BYTES_MAX = 256L << 20;
    private static final int INFO_LOGS_KEPT = 4;
    private static final long INFO_LOG_BYTES_MAX = 1 << 20;
    private static final int BACKGROUND_JOBS = 2;

    /** Of the cache, for one family's entries in memory. As much must be free before RocksDB writes again after a full disk. */
    private static final int WRITE_BUFFER_SHARE = 8;

    private final long writeBufferBytes;
    private final List<RocksObject> options = new ArrayList<>();
    private final List<ColumnFamilyHandle> handles = new ArrayList<>();
    private final RocksDB db;

    /** Opens or creates. */
    Tables(StoreSettings settings) throws RocksDBException {
        writeBufferBytes = settings.cacheBytes() / WRITE_BUFFER_SHARE;
        Cache cache = keep(new LRUCache(settings.cacheBytes()));
        WriteBufferManager writeBuffers = keep(new WriteBufferManager(settings.cacheBytes() / 2, cache));
        DBOptions dbOptions = keep(new DBOptions())
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                // The default opens silently without what follows a flipped byte; this one refuses, and the operator
                // decides.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setParanoidChecks(true)
                .setWriteBufferManager(writeBuffers)
                .setMaxOpenFiles(settings.openFilesMax())
                .setMaxTotalWalSize(WAL_BYTES_MAX)
                .setMaxBackgroundJobs(BACKGROUND_JOBS)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(INFO_LOGS_KEPT)
                .setMaxLogFileSize(INFO_LOG_BYTES_MAX)
                .setStatsDumpPeriodSec(0);
        List<ColumnFamilyDescriptor> families = List.of(
                family("default", plain(cache)),
                family("log", ordered(cache).setCompressionType(CompressionType.LZ4_COMPRESSION)),
                family("dedupe", lookedUp(cache)),
                family("members", ordered(cache).setCompressionType(CompressionType.LZ4_COMPRESSION)),
                family("meta", plain(cache)));
        try {
            db = RocksDB.open(dbOptions, settings.dataDir().toString(), families, handles);
        } catch (RocksDBException e) {
            closeOptions();
            throw e;
        }
    }

    RocksDB db() {
        return db;
    }

    ColumnFamilyHandle log() {
        return handles.get(1);
    }

    ColumnFamilyHandle dedupe() {
        return handles.get(2);
    }

    ColumnFamilyHandle members() {
        return handles.get(3);
    }

    ColumnFamilyHandle meta() {
        return handles.get(4);
    }

    /** Syncs what is written and closes. */
    @Override
    public void close() throws RocksDBException {
        try {
            db.syncWal();
        } finally {
            handles.forEach(ColumnFamilyHandle::close);
            db.closeE();
            closeOptions();
        }
    }

    private void closeOptions() {
        options.reversed().forEach(RocksObject::close);
    }

    private static ColumnFamilyDescriptor family(String name, ColumnFamilyOptions options) {
        return new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.US_ASCII), options);
    }

    /** Keys of a workspace lie together, in order of position; a table that has none of a workspace is skipped. */
    private ColumnFamilyOptions ordered(Cache cache) {
        return keep(new ColumnFamilyOptions())
                .setWriteBufferSize(writeBufferBytes)
                .useFixedLengthPrefixExtractor(Rows.PREFIX_BYTES)
                .setTableFormatConfig(table(cache));
    }

    /** Keys are asked for one by one, and most are not there. Hashes do not compress. */
    private ColumnFamilyOptions lookedUp(Cache cache) {
        return keep(new ColumnFamilyOptions())
                .setWriteBufferSize(writeBufferBytes)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setMemtablePrefixBloomSizeRatio(MEMTABLE_BLOOM_RATIO)
                .setMemtableWholeKeyFiltering(true)
                .setTableFormatConfig(table(cache));
    }

    private ColumnFamilyOptions plain(Cache cache) {
        return keep(new ColumnFamilyOptions())
                .setWriteBufferSize(writeBufferBytes)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setTableFormatConfig(table(cache));
    }

    private BlockBasedTableConfig table(Cache cache) {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(BLOCK_BYTES)
                .setFilterPolicy(keep(new BloomFilter(BLOOM_BITS)))
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true);
    }

    private <T extends RocksObject> T keep(T made) {
        options.add(made);
        return made;
    }
}
