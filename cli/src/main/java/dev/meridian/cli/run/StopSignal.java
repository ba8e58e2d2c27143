package dev.meridian.cli.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

    /** Blocks until the signal is raised, or so much time has passed; whether it is raised. */
    public boolean await(Duration atMost) {
        heed();
        try {
            return raised.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the signal is only ever raised", e);
        }
    }

    /** Blocks until the signal is raised. */
    public void await() {
        heed();
        raised.join();
    }
}
