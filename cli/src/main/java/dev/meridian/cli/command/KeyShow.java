package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.server.RelayStartException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code meridian key show}. */
@Command(name = "show", header = "Say where the keys lie, whose they are, and whether a passphrase guards them.")
final class KeyShow implements Leaf {

    @Mixin
    private final KeyTarget target = new KeyTarget();

    @Override
    public Answer answer(Run run) throws RelayStartException {
        KeyTarget.State state = target.state(run);
        return Answer.ok(
                Json.object()
                        .put("file", state.file().toString())
                        .put("device", state.device())
                        .put("underPassphrase", state.sealed()),
                page -> {
                    page.line(state.file()
                            + (state.sealed()
                                    ? ", under a passphrase"
                                    : ", under no passphrase; put it under one with: meridian key protect"));
                    state.device().ifPresent(id -> page.line("device " + id));
                });
    }
}
