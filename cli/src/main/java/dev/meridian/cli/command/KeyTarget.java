package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Passphrases;
import dev.meridian.cli.run.Run;
import dev.meridian.server.RelayKeyFile;
import dev.meridian.server.RelayStartException;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.Passphrase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which key file a command is about: the home's, or a relay's. */
final class KeyTarget {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Entropy ENTROPY = RANDOM::nextBytes;

    @Option(
            names = "--relay-key",
            paramLabel = "FILE",
            description = "The key file of a relay, which lies beside its data (default: this device's).")
    private Optional<Path> relayKey = Optional.empty();

    /** Seals the keys under another passphrase, or none. */
    Answer reseal(Run run, Optional<Passphrase> next) throws RelayStartException {
        Path file = file(run);
        if (relayKey.isPresent()) {
            RelayKeyFile key = new RelayKeyFile(file);
            key.reseal(key.isSealed() ? Optional.of(current(run, file)) : Optional.empty(), next, ENTROPY);
        } else {
            run.inHome(meridian -> {
                meridian.sealKeyFile(next);
                return true;
            });
        }
        return Answer.ok(
                Json.object().put("file", file.toString()).put("underPassphrase", next.isPresent()),
                page -> page.line(
                        file + (next.isPresent() ? " is under a passphrase now" : " is under no passphrase now")));
    }

    private static Passphrase current(Run run, Path file) {
        return new Passphrases(run)
                .given()
                .or(() -> run.surroundings()
                        .prompt()
                        .secret("passphrase for " + file + ": ")
                        .map(Passphrase::new))
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.NOT_ALLOWED,
                        file + " is under a passphrase; name a file that holds it with --passphrase-file"));
    }

    /**
     * How the file lies there.
     *
     * @param device of the home; none of a relay
     */
    record State(Path file, boolean sealed, Optional<String> device) {}

    /** Opens a home once, so that nobody is asked for a passphrase twice. */
    State state(Run run) throws RelayStartException {
        Path file = file(run);
        if (relayKey.isPresent()) {
            return new State(file, new RelayKeyFile(file).isSealed(), Optional.empty());
        }
        return run.inHome(meridian -> new State(
                file, meridian.isKeyFileSealed(), Optional.of(meridian.device().hex())));
    }

    private Path file(Run run) {
        Path file = relayKey.map(run::path).orElseGet(() -> run.home().resolve("device.key"));
        if (relayKey.isPresent() && !Files.exists(file)) {
            throw new CommandFailed(ExitCode.NOT_FOUND, file + ": no such file");
        }
        return file;
    }
}
