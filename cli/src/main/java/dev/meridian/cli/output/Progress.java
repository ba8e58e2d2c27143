package dev.meridian.cli.output;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** One line on stderr that says how far long work is, redrawn in its place. Only where a person looks; otherwise it draws nothing. Thread-safe. */
public final class Progress implements AutoCloseable {

    private static final long REDRAW_NANOS_MIN = 80_000_000;
    private static final int BAR_COLUMNS = 24;
    private static final String BACK_AND_CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private final boolean shown;
    private final LongSupplier nanos;
    private String label = "";
    private long drawnNanos;
    private boolean drawn;

    /** @param nanos a clock that never goes back, in nanoseconds */
    public Progress(PrintStream err, boolean shown, LongSupplier nanos) {
        this.err = err;
        this.shown = shown;
        this.nanos = nanos;
    }

    /** @param total 0 where it is not known */
    public synchronized void at(String what, long done, long total) {
        long now = nanos.getAsLong();
        boolean another = !what.equals(label);
        if (!shown || (drawn && !another && done < total && now - drawnNanos < REDRAW_NANOS_MIN)) {
            return;
        }
        label = what;
        drawnNanos = now;
        drawn = true;
        err.print(BACK_AND_CLEAR + line(what, done, total));
        err.flush();
    }

    private static String line(String what, long done, long total) {
        if (total <= 0) {
            return PlainText.line(what) + " ...";
        }
        int full = (int) (BAR_COLUMNS * Math.min(done, total) / total);
        return String.format(
                Locale.ROOT,
                "%s  %s%s  %,d of %,d",
                PlainText.line(what),
                "█".repeat(full),
                "░".repeat(BAR_COLUMNS - full),
                done,
                total);
    }

    /** Takes the line away, so that what follows starts on an empty one. */
    @Override
    public synchronized void close() {
        if (drawn) {
            err.print(BACK_AND_CLEAR);
            err.flush();
            drawn = false;
            label = "";
        }
    }
}
