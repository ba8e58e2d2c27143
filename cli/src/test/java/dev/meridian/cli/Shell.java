package dev.meridian.cli;

import dev.meridian.cli.run.Logs;
import dev.meridian.cli.run.Output;
import dev.meridian.cli.run.Prompt;
import dev.meridian.cli.run.StopSignal;
import dev.meridian.cli.run.Surroundings;
import dev.meridian.cli.run.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody at a prompt: runs command lines in this process, each as a run of its own. */
public final class Shell {

    /** A Monday. */
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Path home;
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private Terminal terminal = Terminal.NONE;
    private Prompt prompt = Prompt.NOBODY;
    private byte[] input = new byte[0];

    /** @param directory that relative paths start at */
    public Shell(Path home, Path directory) {
        this.home = home;
        this.directory = directory;
    }

    public Path home() {
        return home;
    }

    public Shell environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public Shell terminal(Terminal terminal) {
        this.terminal = terminal;
        return this;
    }

    /** What the next commands are told when they ask for something secret, in this order, each question once. */
    public Shell typing(String... secrets) {
        Iterator<String> typed = List.of(secrets).iterator();
        this.prompt = question -> typed.hasNext() ? Optional.of(typed.next()) : Optional.empty();
        return this;
    }

    /** What the next commands read from standard input. */
    public Shell input(String text) {
        this.input = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** Runs {@code meridian --home HOME ARGUMENTS} to its end. */
    public Result run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("--home", home.toString()));
        command.addAll(List.of(arguments));
        return runBare(command.toArray(String[]::new));
    }

    /** As above, without {@code --home}. */
    public Result runBare(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Program.run(surroundings(printing(out), printing(err), new StopSignal()), arguments);
        return new Result(
                List.of(arguments), code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Starts a command that goes on until it is stopped. */
    public Running start(String... arguments) {
        List<String> command = new ArrayList<>(List.of("--home", home.toString()));
        command.addAll(List.of(arguments));
        return Running.start(this, command);
    }

    Surroundings surroundings(PrintStream out, PrintStream err, StopSignal stop) {
        return new Surroundings(
                new ByteArrayInputStream(input),
                out,
                err,
                environment,
                directory,
                terminal,
                prompt,
                Clock.fixed(NOW, ZoneOffset.UTC),
                stop,
                Logs.NONE);
    }

    static PrintStream printing(ByteArrayOutputStream bytes) {
        // As in the process: what nobody flushes is never seen.
        return new Output(bytes);
    }
}
