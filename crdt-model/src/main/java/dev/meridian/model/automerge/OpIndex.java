package dev.meridian.model.automerge;

import java.util.Arrays;

/**
 * For every operation of one actor, where it wrote: the number of a slot or of a text, or {@link #NOWHERE} for a deletion. Four bytes an
 * operation, so that the gate can tell exactly whether what a change refers to exists (GATE-27, GATE-28).
 */
final class OpIndex {

    static final int NOWHERE = -1;

    /** What stands here for an operation that wrote into a slot. */
    static int ofSlot(int number) {
        return 2 * number;
    }

    /** What stands here for an operation that put a character into a text. */
    static int ofText(int number) {
        return 2 * number + 1;
    }

    /** First counter of each change, by sequence number less one. */
    private int[] startOps = new int[4];

    /** Where each change's operations begin in {@link #owners}; one element more than changes. */
    private int[] offsets = new int[5];

    private int[] owners = new int[16];
    private int changes;

    /** The last change looked into: the next question is usually about the same. */
    private int recent;

    int changes() {
        return changes;
    }

    /** Appends the actor's next change. */
    void add(int startOp, int[] changeOwners, int count) {
        int at = offsets[changes];
        if (changes == startOps.length) {
            startOps = Arrays.copyOf(startOps, 2 * changes);
            offsets = Arrays.copyOf(offsets, 2 * changes + 1);
        }
        if (at + count > owners.length) {
            owners = Arrays.copyOf(owners, Math.max(at + count, owners.length + (owners.length >> 1)));
        }
        System.arraycopy(changeOwners, 0, owners, at, count);
        startOps[changes] = startOp;
        offsets[++changes] = at + count;
    }

    /** Sequence number of the change that holds a counter; 0 where none does. */
    int seqOf(int counter) {
        if (changes == 0) {
            return 0;
        }
        if (recent >= changes || !holds(recent, counter)) {
            int found = Arrays.binarySearch(startOps, 0, changes, counter);
            recent = found >= 0 ? found : Math.max(0, -found - 2);
        }
        return holds(recent, counter) ? recent + 1 : 0;
    }

    private boolean holds(int change, int counter) {
        int index = counter - startOps[change];
        return index >= 0 && index < offsets[change + 1] - offsets[change];
    }

    /** Where the operation wrote that {@code seq}'s change holds. */
    int owner(int seq, int counter) {
        return owners[offsets[seq - 1] + counter - startOps[seq - 1]];
    }
}
