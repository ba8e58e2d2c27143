package dev.meridian.bench.floor;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/** The floor of a warm scan: RocksDB by itself, one column family, 24-byte keys, one iterator that copies keys and values out. */
public final class RocksFloor implements AutoCloseable {
    private static final int KEY_BYTES = 24;

    private final Options options =
            new Options().setCreateIfMissing(true).setCompressionType(CompressionType.LZ4_COMPRESSION);
    private final RocksDB db;

    /** A new database in this directory with so many values of that size. */
    public RocksFloor(Path directory, int entries, int valueBytes) throws RocksDBException {
        db = RocksDB.open(options, directory.toString());
        SplittableRandom random = new SplittableRandom(1);
        byte[] value = new byte[valueBytes];
        try (WriteOptions unsynced = new WriteOptions()) {
            for (int i = 0; i < entries; i++) {
                random.nextBytes(value);
                db.put(unsynced, ByteBuffer.allocate(KEY_BYTES).putLong(16, i).array(), value);
            }
        }
    }

    /** Reads everything once; entries a second. */
    public double scanPerSecond() throws RocksDBException {
        long start = System.nanoTime();
        long count = 0;
        long bytes = 0;
        try (RocksIterator each = db.newIterator()) {
            for (each.seekToFirst(); each.isValid(); each.next()) {
                bytes += each.key().length + each.value().length;
                count++;
            }
            each.status();
        }
        if (bytes < count * KEY_BYTES) {
            throw new IllegalStateException("the scan read too little");
        }
        return count * 1e9 / (System.nanoTime() - start);
    }

    @Override
    public void close() {
        db.close();
        options.close();
    }
}
