package dev.meridian.cli.run;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * All that a run of the program touches of its process, so that a test gives its own and runs share nothing.
 *
 * @param directory relative paths start here
 * @param stop ends {@code relay}, {@code sync --watch} and {@code demo}
 */
public record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path directory,
        Terminal terminal,
        Prompt prompt,
        Clock clock,
        StopSignal stop,
        Logs logs) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Whether nobody reads what is printed any more. */
    public boolean readerIsGone() {
        return out instanceof Output output && output.readerIsGone();
    }
}
