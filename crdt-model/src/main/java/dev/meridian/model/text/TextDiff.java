package dev.meridian.model.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The few splices that lead from one text to another: first by lines, then by words within the lines that differ, then without the characters that
 * both sides of a word share at their ends.
 */
public final class TextDiff {

    /** Lines that have less in common than this part of the longer side are replaced as a whole: chance words in common would only mix two texts. */
    private static final double COMMON_MIN = 0.3;

    private final int[] before;
    private final int[] after;

    private TextDiff(int[] before, int[] after) {
        this.before = before;
        this.after = after;
    }

    /**
     * Splices that make {@code after} of {@code before}, small enough that what others type beside them at the same time merges well. None where
     * the texts are equal.
     */
    public static List<Splice> splices(String before, String after) {
        TextDiff diff =
                new TextDiff(before.codePoints().toArray(), after.codePoints().toArray());
        List<Splice> splices = new ArrayList<>();
        int shift = 0;
        for (Hunk hunk : diff.hunks()) {
            String insert = new String(diff.after, hunk.afterStart(), hunk.afterLength());
            splices.add(new Splice(hunk.beforeStart() + shift, hunk.beforeLength(), insert));
            shift += hunk.afterLength() - hunk.beforeLength();
        }
        return splices;
    }

    private List<Hunk> hunks() {
        Tokens.Table table = new Tokens.Table();
        List<Hunk> hunks = new ArrayList<>();
        Hunk all = trimmed(new Hunk(0, before.length, 0, after.length));
        // Whole lines, so that a line is compared with a line.
        int start = lineStart(all.beforeStart());
        Hunk lines = new Hunk(start, all.beforeEnd(), all.afterStart() - (all.beforeStart() - start), all.afterEnd());
        for (Hunk hunk : refined(lines, Tokens.lines(before(lines), table), Tokens.lines(after(lines), table))) {
            hunks.addAll(words(hunk));
        }
        return hunks;
    }

    private int lineStart(int position) {
        int start = position;
        while (start > 0 && before[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private List<Hunk> words(Hunk lines) {
        Tokens.Table table = new Tokens.Table();
        List<Hunk> hunks = refined(lines, Tokens.words(before(lines), table), Tokens.words(after(lines), table));
        int replaced = hunks.stream().mapToInt(Hunk::beforeLength).sum();
        int longer = Math.max(lines.beforeLength(), lines.afterLength());
        boolean alike = lines.beforeLength() - replaced >= COMMON_MIN * longer;
        return (alike ? hunks : List.of(lines))
                .stream()
                        .map(this::trimmed)
                        .filter(hunk -> hunk.beforeLength() + hunk.afterLength() > 0)
                        .toList();
    }

    /** What differs within a hunk; the hunk itself where that is too much. */
    private static List<Hunk> refined(Hunk hunk, Tokens before, Tokens after) {
        return Myers.hunks(before.numbers(), after.numbers())
                .map(found -> found.stream()
                        .map(each ->
                                Tokens.inCodePoints(each, before, after).shifted(hunk.beforeStart(), hunk.afterStart()))
                        .toList())
                .orElse(List.of(hunk));
    }

    /** Without what both sides begin and end with. */
    private Hunk trimmed(Hunk hunk) {
        int start = 0;
        int most = Math.min(hunk.beforeLength(), hunk.afterLength());
        while (start < most && before[hunk.beforeStart() + start] == after[hunk.afterStart() + start]) {
            start++;
        }
        int end = 0;
        while (end < most - start && before[hunk.beforeEnd() - 1 - end] == after[hunk.afterEnd() - 1 - end]) {
            end++;
        }
        return new Hunk(
                hunk.beforeStart() + start, hunk.beforeEnd() - end, hunk.afterStart() + start, hunk.afterEnd() - end);
    }

    private int[] before(Hunk hunk) {
        return Arrays.copyOfRange(before, hunk.beforeStart(), hunk.beforeEnd());
    }

    private int[] after(Hunk hunk) {
        return Arrays.copyOfRange(after, hunk.afterStart(), hunk.afterEnd());
    }
}
