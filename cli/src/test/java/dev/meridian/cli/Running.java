package dev.meridian.cli;

import static org.awaitility.Awaitility.await;

import dev.meridian.cli.run.StopSignal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A command that goes on, on a thread of its own, until it is stopped as Ctrl-C would. */
public final class Running implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> command;
    private final StopSignal stop = new StopSignal();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();

    private Running(List<String> command) {
        this.command = command;
    }

    static Running start(Shell shell, List<String> command) {
        Running running = new Running(command);
        Thread.ofPlatform().name(command.toString()).start(() -> {
            try {
                running.code.complete(Program.run(
                        shell.surroundings(Shell.printing(running.out), Shell.printing(running.err), running.stop),
                        command.toArray(String[]::new)));
            } catch (Throwable e) { // so that the test that waits sees it
                running.code.completeExceptionally(e);
            }
        });
        return running;
    }

    /** Waits until it has said this. */
    public Running awaitOutput(String part) {
        await(part).atMost(PATIENCE).until(() -> code.isDone() || out().contains(part));
        if (!out().contains(part)) {
            throw new AssertionError(command + " ended without saying \"" + part + "\":\n" + out() + err());
        }
        return this;
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Stops it as Ctrl-C would, and waits for its end. */
    public Result stop() {
        stop.raise();
        try {
            return new Result(command, code.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), out(), err());
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(command + " does not stop:\n" + out() + err(), e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
