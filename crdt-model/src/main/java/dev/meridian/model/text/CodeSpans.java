package dev.meridian.model.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Code between backticks (CommonMark 6.1), found in time proportional to the line. */
final class CodeSpans {

    private CodeSpans() {}

    private record Run(int start, int end) {
        int length() {
            return end - start;
        }
    }

    /** The line without its code. */
    static String remove(String line) {
        List<Run> runs = runs(line);
        int[] closing = closing(runs);
        StringBuilder kept = new StringBuilder();
        int from = 0;
        int i = 0;
        while (i < runs.size()) {
            if (closing[i] < 0) {
                i++;
                continue;
            }
            kept.append(line, from, runs.get(i).start());
            from = runs.get(closing[i]).end();
            i = closing[i] + 1;
        }
        return kept.append(line, from, line.length()).toString();
    }

    private static List<Run> runs(String line) {
        List<Run> runs = new ArrayList<>();
        int at = line.indexOf('`');
        while (at >= 0) {
            int end = at;
            while (end < line.length() && line.charAt(end) == '`') {
                end++;
            }
            runs.add(new Run(at, end));
            at = line.indexOf('`', end);
        }
        return runs;
    }

    /** For each run the next one of its length; -1 for none. */
    private static int[] closing(List<Run> runs) {
        int[] closing = new int[runs.size()];
        Arrays.fill(closing, -1);
        Map<Integer, Integer> next = new HashMap<>();
        for (int i = runs.size() - 1; i >= 0; i--) {
            Integer later = next.put(runs.get(i).length(), i);
            closing[i] = later == null ? -1 : later;
        }
        return closing;
    }
}
