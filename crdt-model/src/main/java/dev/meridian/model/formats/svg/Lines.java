package dev.meridian.model.formats.svg;

import java.util.ArrayList;
import java.util.List;

/**
 * Text cut into lines of a width. Nobody knows the reader's font, so widths are those of Helvetica in thousandths of its size (Adobe's font metrics)
 * and a sixth more: the widest of the common fonts still fits.
 */
final class Lines {

    private static final String ELLIPSIS = "\u2026";
    private static final double MILLE = 1000 / 1.17;

    /** How much wider bold is. */
    static final double BOLD = 1.08;

    private static final int WIDE = 1000;
    private static final int OTHER = 620;
    private static final int FIRST = ' ';
    private static final int[] ASCII = {
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
        556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556,
        556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
        500, 500, 500, 334, 260, 334, 584
    };

    private Lines() {}

    /** The width of a text. */
    static double width(String text, double size) {
        return text.codePoints().mapToLong(Lines::mille).sum() * size / MILLE;
    }

    private static int mille(int point) {
        if (point >= FIRST && point < FIRST + ASCII.length) {
            return ASCII[point - FIRST];
        }
        if (Character.getType(point) == Character.NON_SPACING_MARK) {
            return 0;
        }
        boolean wide = Character.isIdeographic(point) || (point >= 0x1100 && point <= 0x115F) || point >= 0x2E80;
        return wide ? WIDE : OTHER;
    }

    /** At most so many lines; the last ends with an ellipsis where there is more. */
    static List<String> wrap(String text, double size, double width, int linesMax) {
        List<String> lines = new ArrayList<>();
        if (linesMax <= 0) {
            return lines;
        }
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            String rest = word;
            String joined = line.isEmpty() ? rest : line + " " + rest;
            if (width(joined, size) <= width) {
                line.setLength(0);
                line.append(joined);
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (width(rest, size) > width && lines.size() <= linesMax) {
                int fits = fitting(rest, size, width);
                lines.add(rest.substring(0, fits));
                rest = rest.substring(fits);
            }
            line.append(rest);
            if (lines.size() > linesMax) {
                break;
            }
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return cut(lines, size, width, linesMax);
    }

    /** One line. */
    static String shortened(String text, double size, double width) {
        List<String> lines = cut(List.of(text.strip(), ""), size, width, 1);
        return width(text.strip(), size) <= width ? text.strip() : lines.getFirst();
    }

    private static List<String> cut(List<String> lines, double size, double width, int linesMax) {
        if (lines.size() <= linesMax) {
            return lines;
        }
        List<String> kept = new ArrayList<>(lines.subList(0, linesMax));
        String last = kept.removeLast();
        int end = fitting(last, size, width - width(ELLIPSIS, size));
        kept.add(last.substring(0, end).stripTrailing() + ELLIPSIS);
        return kept;
    }

    /** How many characters fit, whole code points, at least one. */
    private static int fitting(String text, double size, double width) {
        double used = 0;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            used += mille(point) * size / MILLE;
            if (used > width && at > 0) {
                break;
            }
            at += Character.charCount(point);
        }
        return at;
    }
}
