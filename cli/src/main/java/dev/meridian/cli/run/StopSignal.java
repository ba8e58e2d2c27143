package dev.meridian.cli.run;

import java.util.concurrent.CompletableFuture;

/** Asks a long-running command to end: Ctrl-C, or a test. Raised at most once; thread-safe. */
public final class StopSignal {

    private final CompletableFuture<Boolean> raised = new CompletableFuture<>();
    private volatile boolean heeded;

    /** @return whether this was the first time */
    public boolean raise() {
        return raised.complete(true);
    }

    public boolean isRaised() {
        return raised.isDone();
    }

    /** From now on the command that runs ends by itself when asked. */
    public void heed() {
        heeded = true;
    }

    /** Whether raising it has an effect. */
    public boolean isHeeded() {
        return heeded;
    }

    /** Blocks until the signal is raised. */
    public void await() {
        heed();
        raised.join();
    }
}
