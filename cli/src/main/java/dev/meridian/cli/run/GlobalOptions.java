package dev.meridian.cli.run;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command understands, before or after its name. */
public final class GlobalOptions {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            order = 90,
            description = "Directory with this device's keys and workspaces (default: $MERIDIAN_HOME, or ~/.meridian).")
    private Optional<Path> home = Optional.empty();

    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            order = 91,
            description =
                    "Workspace to work on, by name or by the beginning of its id (default: $MERIDIAN_WORKSPACE, or the only one).")
    private Optional<String> workspace = Optional.empty();

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 91,
            description =
                    "The first line of FILE (- for standard input) opens the key file (default: $MERIDIAN_PASSPHRASE, or you are asked).")
    private Optional<Path> passphraseFile = Optional.empty();

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            order = 92,
            description = "One JSON document on stdout; errors as JSON on stderr.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            order = 93,
            description = "No progress, no notes; only what was asked for, and errors.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            order = 94,
            description = "Tell on stderr what happens inside; stack traces with errors.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 95,
            description = "Show this help.")
    private boolean help;

    Optional<Path> home() {
        return home;
    }

    Optional<String> workspace() {
        return workspace;
    }

    Optional<Path> passphraseFile() {
        return passphraseFile;
    }

    public boolean json() {
        return json;
    }

    public boolean quiet() {
        return quiet;
    }

    public boolean verbose() {
        return verbose;
    }

    boolean help() {
        return help;
    }
}
