package dev.meridian.model.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A text cut into lines or words. Equal ones have the same number. */
final class Tokens {

    private final int[] numbers;
    private final int[] starts;

    /**
     * @param numbers one a token
     * @param starts where each token begins, in code points, and where the last one ends
     */
    private Tokens(int[] numbers, int[] starts) {
        this.numbers = numbers;
        this.starts = starts;
    }

    /** One a token. Not to be written to. */
    int[] numbers() {
        return numbers;
    }

    /** Numbers of tokens that two texts share. */
    static final class Table {
        private final Map<String, Integer> numbers = new HashMap<>();

        int number(String token) {
            return numbers.computeIfAbsent(token, each -> numbers.size());
        }
    }

    /** Each line with its line feed. */
    static Tokens lines(int[] text, Table table) {
        return cut(text, table, (before, after) -> before == '\n');
    }

    /** Runs of letters and digits, and everything else one by one. */
    static Tokens words(int[] text, Table table) {
        return cut(
                text,
                table,
                (before, after) -> !Character.isLetterOrDigit(before) || !Character.isLetterOrDigit(after));
    }

    private interface Border {
        boolean isBetween(int before, int after);
    }

    private static Tokens cut(int[] text, Table table, Border border) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < text.length; i++) {
            if (i == 0 || border.isBetween(text[i - 1], text[i])) {
                starts.add(i);
            }
        }
        starts.add(text.length);
        int[] numbers = new int[starts.size() - 1];
        for (int i = 0; i < numbers.length; i++) {
            int start = starts.get(i);
            numbers[i] = table.number(new String(text, start, starts.get(i + 1) - start));
        }
        return new Tokens(numbers, starts.stream().mapToInt(Integer::intValue).toArray());
    }

    /** A hunk of tokens as a hunk of code points. */
    static Hunk inCodePoints(Hunk hunk, Tokens before, Tokens after) {
        return new Hunk(
                before.starts[hunk.beforeStart()],
                before.starts[hunk.beforeEnd()],
                after.starts[hunk.afterStart()],
                after.starts[hunk.afterEnd()]);
    }
}
