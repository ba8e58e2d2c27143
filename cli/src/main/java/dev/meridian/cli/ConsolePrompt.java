package dev.meridian.cli;

import dev.meridian.cli.run.Prompt;
import dev.meridian.cli.run.Terminal;
import java.io.Console;
import java.util.Optional;

/** The prompt of the process: the platform's console, which turns the echo off. */
record ConsolePrompt(Terminal terminal) implements Prompt {

    @Override
    public Optional<String> secret(String question) {
        Console console = terminal.in() ? System.console() : null;
        if (console == null) {
            return Optional.empty();
        }
        char[] typed = console.readPassword("%s", question);
        return typed == null || typed.length == 0 ? Optional.empty() : Optional.of(new String(typed));
    }
}
