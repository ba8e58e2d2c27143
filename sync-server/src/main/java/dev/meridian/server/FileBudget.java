package dev.meridian.server;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.meridian.server.store.StoreSettings;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may have how many of the files that the system lets this process open. Sockets are files too, and a store that cannot open its next table fails
 * for good: so clients never get all of them.
 *
 * @param storeFiles tables that the store holds open
 * @param sockets of clients
 */
record FileBudget(int storeFiles, int sockets) {
    private static final Logger LOG = LoggerFactory.getLogger(FileBudget.class);

    /** For the logs of the store, a merge of its tables, a backup, the operator's door. */
    static final int RESERVED = 40;

    private static final int STORE_SHARE = 4;

    /** For the store and for clients: with fewer it could serve nobody. */
    static final int FREE_MIN = 2 * StoreSettings.OPEN_FILES_MIN;

    /** Where a system does not say. */
    private static final long NO_LIMIT = Long.MAX_VALUE;

    /**
     * Files of this process.
     *
     * @param max that it may open
     * @param open that it has open already
     */
    record Files(long max, long open) {
        static Files ofProcess() {
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                            && unix.getMaxFileDescriptorCount() > 0
                    ? new Files(unix.getMaxFileDescriptorCount(), unix.getOpenFileDescriptorCount())
                    : new Files(NO_LIMIT, 0);
        }
    }

    /** Divides them. @throws RelayStartException if there are too few */
    static FileBudget of(RelaySettings settings, Files files) throws RelayStartException {
        long free = files.max() - files.open() - RESERVED;
        if (free < FREE_MIN) {
            throw new RelayStartException(
                    RelayStartException.Reason.TOO_FEW_FILES,
                    "this process may open %d files, and a relay needs %d; raise the limit (ulimit -n, LimitNOFILE)"
                            .formatted(files.max(), files.open() + RESERVED + FREE_MIN));
        }
        long store =
                Math.min(settings.store().openFilesMax(), Math.max(StoreSettings.OPEN_FILES_MIN, free / STORE_SHARE));
        long sockets = Math.min(settings.net().connectionsMax(), free - store);
        return new FileBudget((int) store, (int) sockets);
    }

    /** The settings within it; says where that is less than they ask for. */
    RelaySettings applyTo(RelaySettings settings) {
        int asked = settings.net().connectionsMax();
        if (sockets < asked) {
            LOG.warn(
                    "{} sockets at once, not {} (net.connectionsMax): this process may not open more files (ulimit -n, LimitNOFILE)",
                    sockets,
                    asked);
        }
        return settings.withNet(settings.net().withConnectionsMax(sockets)).withStoreFiles(storeFiles);
    }
}
