package dev.meridian.model.automerge;

import java.util.Arrays;

/** Decodes a column of booleans: lengths of alternating runs, beginning with false. Takes the canonical encoding alone. */
final class BooleanColumn {

    private BooleanColumn() {}

    /** Exactly {@code count} booleans. */
    static boolean[] decode(ByteCursor in, int count) {
        boolean[] out = new boolean[count];
        int at = 0;
        boolean value = false;
        boolean first = true;
        while (!in.isDone()) {
            long run = in.uleb();
            if ((run == 0 && !first) || run < 0 || run > count - at) {
                throw GateException.malformed("column of booleans does not have one value an operation");
            }
            if (value) {
                Arrays.fill(out, at, at + (int) run, true);
            }
            at += (int) run;
            value = !value;
            first = false;
        }
        if (at != count) {
            throw GateException.malformed("column of booleans does not have one value an operation");
        }
        return out;
    }
}
