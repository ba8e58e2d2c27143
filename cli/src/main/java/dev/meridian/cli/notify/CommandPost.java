package dev.meridian.cli.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A command of the person's own, run by a shell, with the letter on its standard input. */
public final class CommandPost implements Post {

    private static final int PATIENCE_SECONDS = 60;

    private final String command;
    private final Path directory;

    /** @param directory in which it runs */
    public CommandPost(String command, Path directory) {
        this.command = command;
        this.directory = directory;
    }

    // The letter lies in a file, for the owner alone, so that a command that does not read it, or not all, disturbs
    // nothing.
    @Override
    public Optional<String> deliver(Letter letter) {
        try {
            Path file = Files.createTempFile("meridian-digest", ".txt");
            try {
                Files.writeString(file, letter.text());
                return run(letter, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            return Optional.of("the command could not be run: " + e.getMessage());
        }
    }

    private Optional<String> run(Letter letter, Path file) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(directory.toFile())
                .redirectInput(file.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .putAll(Map.of(
                        "MERIDIAN_WORKSPACE_NAME", letter.workspace(),
                        "MERIDIAN_MEMBER", letter.name(),
                        "MERIDIAN_MEMBER_ID", letter.member().hex(),
                        "MERIDIAN_DAY", letter.day().toString()));
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of("the command did not end within " + PATIENCE_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while the command ran");
        }
        int code = process.exitValue();
        return code == 0 ? Optional.empty() : Optional.of("the command ended with " + code);
    }
}
