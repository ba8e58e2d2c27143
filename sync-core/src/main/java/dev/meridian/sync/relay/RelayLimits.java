package dev.meridian.sync.relay;

/**
 * What a relay bears, for one workspace. What is beyond is refused, never queued.
 *
 * @param frameBytesMax largest frame either way, in bytes
 * @param itemBytesMax largest item, in bytes; so much below {@code frameBytesMax} that a frame holds it with its entry
 *     and a head
 * @param pushItemsMax items in one Push
 * @param sessionsMax connections at a time
 * @param inFlightBytesMax assigned a position and not durable yet, in bytes
 * @param readBytesMax one read of a reader that catches up, in bytes
 * @param strangers what is borne from clients that are nobody here yet
 * @param pushes how much one device may push
 * @param room how much is kept
 * @param retryAfterMillis when a client that was turned away for the relay's sake is asked back, in milliseconds
 */
public record RelayLimits(
        int frameBytesMax,
        int itemBytesMax,
        int pushItemsMax,
        int sessionsMax,
        long inFlightBytesMax,
        int readBytesMax,
        Strangers strangers,
        Rate pushes,
        Room room,
        int retryAfterMillis) {

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    /** Room in a frame for what is not the item: its entry, the head, field headers. In bytes. */
    public static final int FRAME_ROOM_BYTES = KIB;

    /** What is meant for a small machine. */
    public static final RelayLimits DEFAULTS = new RelayLimits(
            MIB,
            MIB - 4 * KIB,
            1_000,
            1_000,
            16L * MIB,
            256 * KIB,
            new Strangers(10_000, 4 * KIB, 60_000),
            new Rate(32L * MIB, 64L * MIB),
            new Room(10_000, 10_000, 8L * 1024 * MIB),
            1_000);

    /**
     * Before a client is known.
     *
     * @param loginMillisMax from the connection to the login
     * @param loginFrameBytesMax frame size until the login
     * @param petitionMillisMax from the login of a key that is neither member nor invite until it is one (it founds the
     *     workspace, or restores what the relay lost)
     */
    public record Strangers(int loginMillisMax, int loginFrameBytesMax, int petitionMillisMax) {}

    /**
     * A token bucket.
     *
     * @param bytesPerSecond refill
     * @param burstBytes capacity
     */
    public record Rate(long bytesPerSecond, long burstBytes) {}

    /**
     * What is kept at most. What was kept once is taken back after a loss, whatever the limit is by then.
     *
     * @param memberRecordsMax membership records of one workspace: its genesis, invites, joins
     * @param workspacesMax workspaces of one relay; founded at the same instant, a few more
     * @param workspaceBytesMax entries and items of one workspace. Beyond, it takes no more edits and statements; membership records and
     *     ticks it takes, and counts
     * @param snapshotEntries after so many entries of a document clients are asked for a snapshot of it, whose changes are pruned when
     *     somebody else has checked it; 0: nothing is ever pruned
     */
    public record Room(int memberRecordsMax, long workspacesMax, long workspaceBytesMax, int snapshotEntries) {
        /** As much of everything, and whole: nothing is pruned. */
        public Room(int memberRecordsMax, long workspacesMax, long workspaceBytesMax) {
            this(memberRecordsMax, workspacesMax, workspaceBytesMax, 0);
        }
    }

    /** @throws IllegalArgumentException if a limit is not positive, or they do not fit each other */
    public RelayLimits {
        if (itemBytesMax > frameBytesMax - FRAME_ROOM_BYTES || readBytesMax > frameBytesMax - FRAME_ROOM_BYTES) {
            throw new IllegalArgumentException("an item or a read does not fit into a frame");
        }
        if (Math.min(Math.min(itemBytesMax, pushItemsMax), Math.min(sessionsMax, readBytesMax)) < 1
                || retryAfterMillis < 1
                || room.memberRecordsMax() < 1
                || room.workspacesMax() < 1
                || room.workspaceBytesMax() < 1
                || room.snapshotEntries() < 0
                || inFlightBytesMax < itemBytesMax
                || pushes.burstBytes() < frameBytesMax) {
            throw new IllegalArgumentException("a limit is too small: " + this);
        }
    }

    /** The same, keeping more or less. */
    public RelayLimits withRoom(Room other) {
        return new RelayLimits(
                frameBytesMax,
                itemBytesMax,
                pushItemsMax,
                sessionsMax,
                inFlightBytesMax,
                readBytesMax,
                strangers,
                pushes,
                other,
                retryAfterMillis);
    }
}
