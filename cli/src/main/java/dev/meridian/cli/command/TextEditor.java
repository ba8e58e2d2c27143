package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.run.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The person's own editor, on a file that only they can read. */
final class TextEditor {

    private final Run run;

    TextEditor(Run run) {
        this.run = run;
    }

    /** Lets the person edit; blocks until the editor is closed. A file it left unchanged gives the same text. */
    String edited(String title, String text) {
        String editor = run.environment("VISUAL")
                .or(() -> run.environment("EDITOR"))
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.USAGE, "no editor: set VISUAL or EDITOR, or use --file or --append"));
        try {
            // The directory is made for the owner alone (0700), whatever the umask.
            Path directory = Files.createTempDirectory("meridian-edit");
            Path file = directory.resolve(fileName(title));
            Files.writeString(file, text);
            int code = open(editor, file);
            if (code != 0) {
                throw new CommandFailed(
                        ExitCode.REFUSED,
                        "the editor ended with " + code + "; nothing was changed, its file is " + file);
            }
            String after = Files.readString(file, StandardCharsets.UTF_8);
            Files.delete(file);
            Files.delete(directory);
            return after;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // EDITOR may hold arguments ("code --wait"), so a shell splits it, as git does.
    private int open(String editor, Path file) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", editor + " \"$@\"", editor, file.toString()));
        Process process = new ProcessBuilder(command)
                .directory(run.surroundings().directory().toFile())
                .inheritIO()
                .start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new CommandFailed(ExitCode.REFUSED, "interrupted while the editor was open; its file is " + file, e);
        }
    }

    private static String fileName(String title) {
        String plain = title.replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
        return (plain.isEmpty() ? "document" : plain.substring(0, Math.min(plain.length(), 60))) + ".md";
    }
}
