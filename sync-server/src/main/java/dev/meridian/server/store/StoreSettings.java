package dev.meridian.server.store;

import java.nio.file.Path;

/**
 * Where the store is and how much memory it may use.
 *
 * @param dataDir the directory; made if it is missing, readable by its owner alone
 * @param nativeDir where RocksDB's native library is kept between runs
 * @param cacheBytes blocks, indexes, filters and what is not yet in a table, together
 * @param openFilesMax tables that it holds open; the others are opened when they are read
 */
public record StoreSettings(Path dataDir, Path nativeDir, long cacheBytes, int openFilesMax) {
    /** For one relay of a few teams. */
    public static final long CACHE_BYTES_DEFAULT = 128L << 20;

    /** Some hundred gigabytes of tables. */
    public static final int OPEN_FILES_MAX_DEFAULT = 10_000;

    /** Below, a merge of tables would open and close them all the time. */
    public static final int OPEN_FILES_MIN = 16;

    private static final long CACHE_BYTES_MIN = 8L << 20;

    /** With the usual number of open files. */
    public StoreSettings(Path dataDir, Path nativeDir, long cacheBytes) {
        this(dataDir, nativeDir, cacheBytes, OPEN_FILES_MAX_DEFAULT);
    }

    /** @throws IllegalArgumentException if the cache, or the number of files, is too small to work with */
    public StoreSettings {
        if (cacheBytes < CACHE_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "cacheBytes must be at least %d, is %d".formatted(CACHE_BYTES_MIN, cacheBytes));
        }
        if (openFilesMax < OPEN_FILES_MIN) {
            throw new IllegalArgumentException(
                    "openFilesMax must be at least %d, is %d".formatted(OPEN_FILES_MIN, openFilesMax));
        }
    }

    /** The same with so many tables open at most. */
    public StoreSettings withOpenFilesMax(int files) {
        return new StoreSettings(dataDir, nativeDir, cacheBytes, files);
    }
}
