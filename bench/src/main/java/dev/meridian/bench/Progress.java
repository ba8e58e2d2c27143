package dev.meridian.bench;

import java.io.PrintStream;

/** Says on stderr what is being measured: a run takes minutes. */
public final class Progress {
    private final PrintStream out;
    private final long startNanos = System.nanoTime();

    /** Progress from now on. */
    public Progress(PrintStream out) {
        this.out = out;
    }

    /** One line, with the seconds since the start. */
    public void say(String line) {
        out.printf("bench: %4d s  %s%n", (System.nanoTime() - startNanos) / 1_000_000_000, line);
    }
}
