package dev.meridian.server.store;

import java.nio.file.Path;

/**
 * Where the store is and how much memory it may use.
 *
 * @param dataDir the directory; made if it is missing, readable by its owner alone
 * @param nativeDir where RocksDB's native library is kept between runs
 * @param cacheBytes blocks, indexes, filters and what is not yet in a table, together
 */
public record StoreSettings(Path dataDir, Path nativeDir, long cacheBytes) {
    /** For one relay of a few teams. */
    public static final long CACHE_BYTES_DEFAULT = 128L << 20;

    private static final long CACHE_BYTES_MIN = 8L << 20;

    /** @throws IllegalArgumentException if the cache is too small to work with */
    public StoreSettings {
        if (cacheBytes < CACHE_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "cacheBytes must be at least %d, is %d".formatted(CACHE_BYTES_MIN, cacheBytes));
        }
    }
}
