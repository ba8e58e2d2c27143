package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.run.Input;
import dev.meridian.cli.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a comment says: on the command line, or from a file. */
final class CommentText {

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The text from a file; - for standard input.")
    private Optional<Path> file = Optional.empty();

    /** @param words as typed */
    String text(Run run, List<String> words) throws IOException {
        if (file.isPresent() && !words.isEmpty()) {
            throw new CommandFailed(ExitCode.USAGE, "give the text or --file, not both");
        }
        String text =
                file.isPresent() ? new Input(run).text(file.get()).replace("\r\n", "\n") : String.join(" ", words);
        if (text.isBlank()) {
            throw new CommandFailed(ExitCode.USAGE, "a comment needs some words");
        }
        return text.strip();
    }
}
