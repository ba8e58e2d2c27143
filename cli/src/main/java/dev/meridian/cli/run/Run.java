package dev.meridian.cli.run;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Progress;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.client.Meridian;
import dev.meridian.client.Workspace;
import dev.meridian.client.WorkspaceInfo;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One run of one command. Used by the thread that runs it; nothing of it outlives the run. */
public final class Run {

    private final Surroundings surroundings;
    private final GlobalOptions options;

    public Run(Surroundings surroundings, GlobalOptions options) {
        this.surroundings = surroundings;
        this.options = options;
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public boolean json() {
        return options.json();
    }

    public boolean quiet() {
        return options.quiet();
    }

    public boolean verbose() {
        return options.verbose();
    }

    /** A path as somebody typed it: a relative one starts at the working directory. */
    public Path path(Path typed) {
        return surroundings.directory().resolve(typed).normalize();
    }

    /** As {@code --home} says, where it was given. */
    public Optional<Path> givenHome() {
        return options.home().map(this::path);
    }

    /** As {@code --home}, the environment or the default says. */
    public Path home() {
        return options.home()
                .or(() -> environment("MERIDIAN_HOME").map(Run::toPath))
                .map(this::path)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".meridian"));
    }

    /** The time zone of this machine, as the IANA list names it. */
    public ZoneId zone() {
        ZoneId zone = surroundings.clock().getZone();
        if (ZoneId.getAvailableZoneIds().contains(zone.getId())) {
            return zone;
        }
        if (zone.normalized().equals(ZoneOffset.UTC)) {
            return ZoneId.of("Etc/UTC");
        }
        throw new CommandFailed(
                ExitCode.USAGE,
                "this machine says only that it is " + zone + "; say your --zone, for example Europe/Lisbon");
    }

    /** A variable of the environment that is set to something. */
    public Optional<String> environment(String name) {
        return Optional.ofNullable(surroundings.environment().get(name)).filter(value -> !value.isEmpty());
    }

    /** The home, made where it is not there yet. Close it. */
    public Meridian openOrMakeHome() {
        return open(home());
    }

    /** Another home than that of the options. Close it. */
    public Meridian open(Path home) {
        return new Passphrases(this).opening(home);
    }

    /** As {@code --passphrase-file} says, where it was given. */
    public Optional<Path> passphraseFile() {
        return options.passphraseFile();
    }

    /** Works on the home, which must be there: a mistyped {@code --home} makes no new one. */
    public <T> T inHome(Function<Meridian, T> work) {
        Path home = home();
        if (!Files.isDirectory(home)) {
            throw new CommandFailed(
                    ExitCode.NOT_FOUND,
                    "there is no Meridian home at " + home
                            + "; start with: meridian workspace create, meridian join, or meridian demo");
        }
        try (Meridian meridian = open(home)) {
            return work.apply(meridian);
        }
    }

    /** Works on the workspace of the options, or on the only one. */
    public <T> T inWorkspace(Function<Workspace, T> work) {
        return inHome(meridian -> {
            try (Workspace workspace = meridian.workspace(workspaceName(meridian))) {
                return work.apply(workspace);
            }
        });
    }

    private String workspaceName(Meridian meridian) {
        return options.workspace()
                .or(() -> environment("MERIDIAN_WORKSPACE"))
                .orElseGet(() -> only(meridian.workspaces()).id().hex());
    }

    private WorkspaceInfo only(List<WorkspaceInfo> all) {
        return switch (all.size()) {
            case 0 ->
                throw new CommandFailed(
                        ExitCode.NOT_FOUND,
                        "no workspace in " + home()
                                + " yet; make one with: meridian workspace create NAME --relay URL, or join one");
            case 1 -> all.getFirst();
            default ->
                throw new CommandFailed(
                        ExitCode.USAGE,
                        "there are " + all.size() + " workspaces here; say which with -w",
                        all.stream()
                                .map(info -> info.id().hex().substring(0, 8) + "  " + info.name())
                                .toList());
        };
    }

    /** Where a person reads what a command answers. */
    public Page page() {
        Terminal terminal = surroundings.terminal();
        return new Page(
                surroundings.out(),
                terminal.out() && coloured(),
                terminal.out() ? terminal.columns() : Integer.MAX_VALUE);
    }

    /** Where a person reads notes, warnings and errors. */
    public Page notes() {
        Terminal terminal = surroundings.terminal();
        return new Page(
                surroundings.err(),
                terminal.err() && coloured(),
                terminal.err() ? terminal.columns() : Integer.MAX_VALUE);
    }

    // https://no-color.org: any value but the empty one turns colours off.
    private boolean coloured() {
        return environment("NO_COLOR").isEmpty() && !environment("TERM").equals(Optional.of("dumb"));
    }

    /** Says something beside the answer; not to a script, not where it shall be quiet. */
    public void note(String sentence) {
        if (!quiet() && !json()) {
            notes().line(Span.of(sentence, Style.DIM));
            surroundings.err().flush();
        }
    }

    /** Says something that a person should know before going on. Scripts find it in the answer. */
    public void warn(String sentence) {
        if (!json()) {
            notes().line(Span.of("warning: ", Style.YELLOW), Span.of(sentence));
            surroundings.err().flush();
        }
    }

    /** Shows how far long work is, where a person looks. Close it. */
    public Progress progress() {
        boolean shown = surroundings.terminal().err() && !quiet() && !json();
        return new Progress(surroundings.err(), shown, System::nanoTime);
    }

    /** Prints one JSON document on a line of its own: an event of a command that goes on. Flushed at once. */
    public void printLine(Json json) {
        surroundings.out().print(json.onOneLine() + "\n");
        flush();
    }

    /** Sends what was printed on its way; a command that goes on ends where nobody reads it. */
    public void flush() {
        surroundings.out().flush();
        if (surroundings.readerIsGone()) {
            surroundings.stop().raise();
        }
    }

    /** Prints an answer in the form that was asked for. */
    public void print(Answer answer) {
        if (json()) {
            answer.json().ifPresent(json -> surroundings.out().print(json.indented() + "\n"));
        } else {
            answer.page().accept(page());
        }
        surroundings.out().flush();
    }

    private static Path toPath(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CommandFailed(ExitCode.USAGE, "MERIDIAN_HOME is not a path: " + e.getReason(), e);
        }
    }
}
