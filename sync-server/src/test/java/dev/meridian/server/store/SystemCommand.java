package dev.meridian.server.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A command of the system that a test needs and may not be allowed. */
final class SystemCommand {
    private static final int SECONDS_MAX = 20;

    private SystemCommand() {}

    /** Whether it ran and was content. */
    static boolean run(String... command) {
        return say(command).isPresent();
    }

    /** What it said, or empty if it is not there or was not content. */
    static Optional<String> say(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) && process.exitValue() == 0
                    ? Optional.of(said.strip())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no such program here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
