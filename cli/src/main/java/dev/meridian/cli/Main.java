package dev.meridian.cli;

import dev.meridian.cli.run.Output;
import dev.meridian.cli.run.StopSignal;
import dev.meridian.cli.run.Surroundings;
import dev.meridian.cli.run.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/** The process. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        StopSignal stop = new StopSignal();
        Interrupts.raise(stop);
        Map<String, String> environment = System.getenv();
        Terminal terminal = Terminal.ofProcess(environment);
        Surroundings surroundings = new Surroundings(
                System.in,
                new Output(new FileOutputStream(FileDescriptor.out)),
                new Output(new FileOutputStream(FileDescriptor.err)),
                environment,
                Path.of("").toAbsolutePath(),
                terminal,
                new ConsolePrompt(terminal),
                Clock.system(ZoneId.systemDefault()),
                stop,
                new LogbackLogs());
        System.exit(Program.run(surroundings, arguments));
    }
}
