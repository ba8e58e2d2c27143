package dev.meridian.cli.run;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files, and standard input, that somebody names to be read. Every one is read whole, up to a size. */
public final class Input {

    /** Of one file, in bytes. */
    public static final int BYTES_MAX = 64 << 20;

    private static final Path STANDARD_INPUT = Path.of("-");

    private final Run run;

    public Input(Run run) {
        this.run = run;
    }

    /** @param typed {@code -} for standard input */
    public byte[] bytes(Path typed) throws IOException {
        if (typed.equals(STANDARD_INPUT)) {
            return bounded(run.surroundings().in(), "standard input");
        }
        Path file = run.path(typed);
        if (Files.isDirectory(file)) {
            throw new CommandFailed(ExitCode.BAD_INPUT, file + ": is a directory");
        }
        if (!Files.exists(file)) {
            throw new CommandFailed(ExitCode.NOT_FOUND, file + ": no such file");
        }
        if (!Files.isReadable(file)) {
            throw new CommandFailed(ExitCode.IO, file + ": cannot be read: permission denied");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return bounded(in, file.toString());
        }
    }

    /** As UTF-8 text. */
    public String text(Path typed) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(typed)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CommandFailed(ExitCode.BAD_INPUT, typed + ": is not UTF-8 text", e);
        }
    }

    private static byte[] bounded(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw new CommandFailed(ExitCode.BAD_INPUT, name + ": more than " + (BYTES_MAX >> 20) + " MiB");
        }
        return bytes;
    }
}
