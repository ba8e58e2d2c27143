package dev.meridian.cli.command;

import com.google.protobuf.ByteString;
import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.run.Terminal;
import dev.meridian.sync.trust.RecoveryWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Recovery words from the beginning: a person is shown them once and types one of them back; a script has them in a file, or none. */
final class WordsOptions {

    private static final int PER_LINE = 6;
    private static final int ATTEMPTS = 3;

    @Option(
            names = "--words-file",
            paramLabel = "FILE",
            description = "Write your 24 recovery words into this new file, which only you can read"
                    + " (default: a person at a terminal is shown them, a script gets none).")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--no-words", description = "Make no recovery words; 'meridian device words' makes them later.")
    private boolean none;

    /** The seed that the words stand for, once whoever asked has them; empty where there are to be none. */
    Optional<ByteString> seed(Run run) throws IOException {
        if (none && file.isPresent()) {
            throw new CommandFailed(ExitCode.USAGE, "--words-file and --no-words exclude each other");
        }
        Terminal terminal = run.surroundings().terminal();
        boolean person = terminal.in() && terminal.err() && !run.json();
        if (none || (file.isEmpty() && !person)) {
            return Optional.empty();
        }
        RecoveryWords words = fresh();
        if (file.isPresent()) {
            write(run.path(file.get()), words);
        } else {
            show(run, words);
        }
        return Optional.of(words.seed());
    }

    /** Words of a new seed. */
    static RecoveryWords fresh() {
        byte[] seed = new byte[RecoveryWords.SEED_LENGTH];
        new SecureRandom().nextBytes(seed);
        return RecoveryWords.of(ByteString.copyFrom(seed));
    }

    /** Six a line. */
    static void print(Page page, RecoveryWords words) {
        for (int from = 0; from < RecoveryWords.COUNT; from += PER_LINE) {
            page.line(String.join(" ", words.words().subList(from, from + PER_LINE)));
        }
    }

    private static void write(Path path, RecoveryWords words) throws IOException {
        try {
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(path);
            }
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailed(
                    ExitCode.CANNOT_CREATE, path + ": is there already, and may hold words that are in use", e);
        }
        Files.writeString(
                path, String.join(" ", words.words()) + "\n", StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    }

    private static void show(Run run, RecoveryWords words) {
        Page page = run.notes(); // not among what a command answers, which may go to a file
        page.line("Your recovery words. They bring you back when every device of yours is lost, and they are shown");
        page.line("this once and kept nowhere. Write them on paper now; whoever has them has your access.");
        page.blank();
        print(page, words);
        page.blank();
        run.surroundings().err().flush();
        int number = new SecureRandom().nextInt(RecoveryWords.COUNT);
        String wanted = words.words().get(number);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String question = "word " + (number + 1) + " of the 24, to show that you have them (nothing shows): ";
            Optional<String> typed =
                    run.surroundings().prompt().secret(question).map(String::strip);
            if (typed.filter(wanted::equalsIgnoreCase).isPresent()) {
                return;
            }
            if (typed.isEmpty()) {
                break;
            }
            run.warn("that is another word; once more");
        }
        throw new CommandFailed(
                ExitCode.REFUSED,
                "nothing was made: start again when you can write the words down, or go without them by --no-words");
    }
}
