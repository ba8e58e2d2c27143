package dev.meridian.bench;

import java.util.Locale;

/** Figures as people read them, three digits that count. */
public final class Units {
    private static final double KILO = 1_000;
    private static final double MEGA = 1_000_000;

    private Units() {}

    /** Of something a second. */
    public static String perSecond(double rate) {
        return rate >= MEGA ? format("%.2f M/s", rate / MEGA) : String.format(Locale.ROOT, "%,d/s", rounded(rate));
    }

    private static long rounded(double figure) {
        long step = figure >= 10_000 ? 100 : figure >= 1_000 ? 10 : 1;
        return Math.round(figure / step) * step;
    }

    /** A time in microseconds, in the unit that fits. */
    public static String micros(double micros) {
        if (micros >= MEGA) {
            return format("%.2f s", micros / MEGA);
        }
        return micros >= KILO ? millis(micros / KILO) : format("%.1f us", micros);
    }

    /** A time in milliseconds. */
    public static String millis(double millis) {
        return millis >= KILO ? format("%.2f s", millis / KILO) : significant(millis) + " ms";
    }

    /** A size in bytes, in decimal units. */
    public static String bytes(double bytes) {
        if (bytes >= MEGA) {
            return significant(bytes / MEGA) + " MB";
        }
        return bytes >= KILO ? significant(bytes / KILO) + " KB" : format("%.0f B", bytes);
    }

    /** A ratio that should be at most a small number. */
    public static String times(double ratio) {
        return significant(ratio) + "x";
    }

    /** A ratio that should be near one. */
    public static String percent(double ratio) {
        return format("%.0f %%", ratio * 100);
    }

    private static String significant(double figure) {
        if (figure >= 100) {
            return format("%.0f", figure);
        }
        return format(figure >= 10 ? "%.1f" : "%.2f", figure);
    }

    private static String format(String pattern, double figure) {
        return String.format(Locale.ROOT, pattern, figure);
    }
}
