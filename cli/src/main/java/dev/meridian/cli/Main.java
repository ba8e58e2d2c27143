package dev.meridian.cli;

import dev.meridian.cli.run.StopSignal;
import dev.meridian.cli.run.Surroundings;
import dev.meridian.cli.run.Terminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/** The process. */
public final class Main {

    private static final int BUFFER_BYTES = 8_192;

    private Main() {}

    public static void main(String[] arguments) {
        StopSignal stop = new StopSignal();
        Interrupts.raise(stop);
        Map<String, String> environment = System.getenv();
        Surroundings surroundings = new Surroundings(
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                environment,
                Path.of("").toAbsolutePath(),
                Terminal.ofProcess(environment),
                Clock.system(ZoneId.systemDefault()),
                stop,
                new LogbackLogs());
        System.exit(Program.run(surroundings, arguments));
    }

    // UTF-8 whatever the locale: titles are in every script, and JSON is UTF-8 by its definition.
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER_BYTES),
                false,
                StandardCharsets.UTF_8);
    }
}
