package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.server.RelayStartException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code meridian key unprotect}. */
@Command(
        name = "unprotect",
        header = "Take the passphrase off the keys.",
        description = "Whoever can read the file then has the keys.")
final class KeyUnprotect implements Leaf {

    @Mixin
    private final KeyTarget target = new KeyTarget();

    @Override
    public Answer answer(Run run) throws RelayStartException {
        return target.reseal(run, Optional.empty());
    }
}
