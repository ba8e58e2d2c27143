package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Passphrases;
import dev.meridian.cli.run.Run;
import dev.meridian.server.RelayStartException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code meridian key protect}. */
@Command(
        name = "protect",
        header = "Put the keys under a passphrase, or under another one.",
        description = {
            "Who copies the file then has to guess the passphrase; every command asks for it.",
            "There is no way back without it but the recovery words. The disk may keep",
            "the unprotected bytes of the earlier file for a while."
        })
final class KeyProtect implements Leaf {

    @Mixin
    private final KeyTarget target = new KeyTarget();

    @Option(
            names = "--new-passphrase-file",
            paramLabel = "FILE",
            description = "Its first line is the new passphrase (default: you are asked).")
    private Optional<Path> next = Optional.empty();

    @Override
    public Answer answer(Run run) throws RelayStartException {
        return target.reseal(run, Optional.of(new Passphrases(run).chosen(next)));
    }
}
