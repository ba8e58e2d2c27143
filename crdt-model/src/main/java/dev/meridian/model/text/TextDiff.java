package dev.meridian.model.text;

import java.util.List;

/** The few splices that lead from one text to another. */
public final class TextDiff {

    private TextDiff() {}

    /** Splices that make {@code after} of {@code before}, small enough that what others type beside them at the same time merges well. */
    public static List<Splice> splices(String before, String after) {
        int[] old = before.codePoints().toArray();
        int[] now = after.codePoints().toArray();
        int start = 0;
        while (start < old.length && start < now.length && old[start] == now[start]) {
            start++;
        }
        int end = 0;
        while (end < old.length - start
                && end < now.length - start
                && old[old.length - 1 - end] == now[now.length - 1 - end]) {
            end++;
        }
        int deleted = old.length - start - end;
        String inserted = new String(now, start, now.length - start - end);
        return deleted == 0 && inserted.isEmpty() ? List.of() : List.of(new Splice(start, deleted, inserted));
    }
}
