package dev.meridian.cli.demo;

import dev.meridian.cli.demo.SampleCard.Person;
import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Where the demonstration keeps things: two homes and a relay's data, in one directory.
 *
 * @param base absolute
 */
record DemoHomes(Path base) {

    /** A new directory among the temporary ones. The homes in it are their owner's alone. */
    static DemoHomes fresh() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        SecureRandom random = new SecureRandom();
        while (true) {
            // Short, because people will type it; the name need not be secret, only new.
            Path base = temporary.resolve("meridian-demo-" + HexFormat.of().toHexDigits((short) random.nextInt()));
            try {
                return new DemoHomes(Files.createDirectory(base));
            } catch (FileAlreadyExistsException e) {
                // Taken: draw another.
            }
        }
    }

    /** A directory that somebody named; it must be empty, or not be there yet. */
    static DemoHomes in(Path directory) throws IOException {
        if (Files.exists(directory)) {
            requireEmpty(directory);
        }
        Files.createDirectories(directory);
        return new DemoHomes(directory);
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new CommandFailed(ExitCode.CANNOT_CREATE, directory + ": is not a directory");
        }
        try (DirectoryStream<Path> inIt = Files.newDirectoryStream(directory)) {
            if (inIt.iterator().hasNext()) {
                throw new CommandFailed(
                        ExitCode.CANNOT_CREATE,
                        directory + ": is not empty, and the demonstration wants a place of its own");
            }
        }
    }

    Path home(Person person) {
        return base.resolve(person.name().toLowerCase(Locale.ROOT));
    }

    Path relayData() {
        return base.resolve("relay");
    }
}
