package dev.meridian.server.shard;

/**
 * The threads between the network and the disk, and what may wait for them.
 *
 * @param shards threads that own workspaces
 * @param mailboxFramesMax frames of clients that wait for one shard; beyond, connections are not read from
 * @param mailboxBytesMax the same in bytes
 * @param commitGroupRecordsMax log entries in one sync
 * @param commitQueueRecordsMax log entries that wait for a sync; beyond, shards wait
 * @param readThreads threads that read for clients that catch up
 * @param idleMillis after so long without a connection a workspace is dropped from memory
 */
public record ShardSettings(
        int shards,
        int mailboxFramesMax,
        long mailboxBytesMax,
        int commitGroupRecordsMax,
        int commitQueueRecordsMax,
        int readThreads,
        int idleMillis) {

    /** For a machine with this many cores. */
    public static ShardSettings forCores(int cores) {
        return new ShardSettings(Math.max(1, cores / 2), 4_096, 32L << 20, 1_000, 8_192, 2, 600_000);
    }

    /** @throws IllegalArgumentException if a number is not positive */
    public ShardSettings {
        int smallest = Math.min(
                Math.min(Math.min(shards, mailboxFramesMax), Math.min(commitGroupRecordsMax, commitQueueRecordsMax)),
                Math.min(readThreads, idleMillis));
        if (smallest < 1 || mailboxBytesMax < 1) {
            throw new IllegalArgumentException("every setting of the shards must be positive");
        }
    }
}
