package dev.meridian.model.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The shortest edit from one sequence to another (Myers, "An O(ND) Difference Algorithm and Its Variations", 1986). */
final class Myers {

    /** Beyond so many insertions and deletions the search is given up: it costs their square in memory. */
    private static final int EDITS_MAX = 1_500;

    private final int[] before;
    private final int[] after;
    /** Furthest place on each diagonal, by number of edits. */
    private final List<int[]> trace = new ArrayList<>();

    private Myers(int[] before, int[] after) {
        this.before = before;
        this.after = after;
    }

    /** Runs that differ, in order, none touching the next; empty where there are too many edits. */
    static Optional<List<Hunk>> hunks(int[] before, int[] after) {
        Myers search = new Myers(before, after);
        return search.find() ? Optional.of(search.walkBack()) : Optional.empty();
    }

    private boolean find() {
        int most = Math.min(before.length + after.length, EDITS_MAX);
        int[] furthest = new int[2 * most + 3];
        int origin = most + 1;
        for (int edits = 0; edits <= most; edits++) {
            trace.add(Arrays.copyOfRange(furthest, origin - edits - 1, origin + edits + 2));
            for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
                boolean down = diagonal == -edits
                        || (diagonal != edits && furthest[origin + diagonal - 1] < furthest[origin + diagonal + 1]);
                int x = down ? furthest[origin + diagonal + 1] : furthest[origin + diagonal - 1] + 1;
                int y = x - diagonal;
                while (x < before.length && y < after.length && before[x] == after[y]) {
                    x++;
                    y++;
                }
                furthest[origin + diagonal] = x;
                if (x >= before.length && y >= after.length) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<Hunk> walkBack() {
        List<Hunk> hunks = new ArrayList<>();
        int x = before.length;
        int y = after.length;
        for (int edits = trace.size() - 1; edits > 0; edits--) {
            int[] furthest = trace.get(edits);
            int origin = edits + 1;
            int diagonal = x - y;
            boolean down = diagonal == -edits
                    || (diagonal != edits && furthest[origin + diagonal - 1] < furthest[origin + diagonal + 1]);
            int fromDiagonal = down ? diagonal + 1 : diagonal - 1;
            int fromX = furthest[origin + fromDiagonal];
            int fromY = fromX - fromDiagonal;
            int toX = down ? fromX : fromX + 1;
            int toY = down ? fromY + 1 : fromY;
            add(hunks, new Hunk(fromX, toX, fromY, toY));
            x = fromX;
            y = fromY;
        }
        Collections.reverse(hunks);
        return hunks;
    }

    /** Hunks come last first: one that touches the one before becomes part of it. */
    private static void add(List<Hunk> hunks, Hunk hunk) {
        if (!hunks.isEmpty()) {
            Hunk later = hunks.getLast();
            if (later.beforeStart() == hunk.beforeEnd() && later.afterStart() == hunk.afterEnd()) {
                hunks.set(
                        hunks.size() - 1,
                        new Hunk(hunk.beforeStart(), later.beforeEnd(), hunk.afterStart(), later.afterEnd()));
                return;
            }
        }
        hunks.add(hunk);
    }
}
