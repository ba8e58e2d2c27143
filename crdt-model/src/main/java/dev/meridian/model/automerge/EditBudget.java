package dev.meridian.model.automerge;

/**
 * What one edit has spent of the caps. Counts bytes from above, because Automerge encodes the change only when it is too late to do without: no
 * edit that keeps to its budget makes a change that the gate refuses.
 */
final class EditBudget {

    /** Numbers before the columns, and the table of columns. */
    private static final int HEADER_BYTES = 256;

    /** Above what one operation takes in all columns, its key, its value and its preds aside. */
    private static final int OP_BYTES = 40;

    /** Above what a value replaced takes: an actor's index and a difference of counters. */
    private static final int PRED_BYTES = 10;

    /** Above what one more deletion in a row takes: twice the same, for the element and for what it replaces. */
    private static final int DELETE_BYTES = 2 * PRED_BYTES;

    /** An actor in the table, its length included. */
    private static final int ACTOR_BYTES = 1 + ActorId.BYTES;

    private final GateCaps caps;
    private final int actorsKnown;
    private int ops;
    private int preds;
    private int runs;

    /** How often operations mention an actor: an object, an element or a pred. */
    private long mentions;

    private long bytes;

    EditBudget(GateCaps caps, int heads, int actorsKnown) {
        // All heads, and the actor's own last change where that is none.
        checkRoom(heads + 1L, caps.depsMax(), "heads to build on");
        this.caps = caps;
        this.actorsKnown = actorsKnown;
        this.bytes = HEADER_BYTES + (heads + 1L) * ChangeHash.BYTES;
    }

    int ops() {
        return ops;
    }

    int insertRuns() {
        return runs;
    }

    long bytes() {
        return bytes + ACTOR_BYTES * Math.min(mentions, actorsKnown);
    }

    /** One operation on a key. */
    void spendKey(int predCount, long contentBytes) {
        spend(1, predCount, OP_BYTES + contentBytes + (long) PRED_BYTES * predCount, 0);
    }

    /** A splice, which needs a new run of insertions unless it goes on where the last one ended. */
    void spendSplice(int deleteCount, int insertCount, long insertBytes, boolean newRun) {
        // Of characters inserted in a row only the first takes more than its own bytes and one more, for their lengths.
        long size = 2 * OP_BYTES + (long) DELETE_BYTES * deleteCount + insertBytes + insertCount;
        spend(deleteCount + insertCount, deleteCount, size, newRun && insertCount > 0 ? 1 : 0);
    }

    private void spend(int moreOps, int morePreds, long moreBytes, int moreRuns) {
        checkRoom(moreOps, caps.opsMax() - ops, "operations");
        checkRoom(morePreds, caps.predsMax() - preds, "values replaced");
        checkRoom(moreRuns, caps.insertRunsMax() - runs, "separate insertions");
        ops += moreOps;
        preds += morePreds;
        runs += moreRuns;
        mentions += 2L * moreOps + morePreds;
        bytes += moreBytes;
        checkRoom(bytes(), caps.chunkBytesMax(), "bytes");
    }

    private static void checkRoom(long more, long room, String what) {
        if (more > room) {
            throw new EditTooLargeException(
                    "too many " + what + " for one change: " + more + " where " + room + " fit");
        }
    }
}
