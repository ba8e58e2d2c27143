package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.id.StatementId;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian decide vote}. */
@Command(name = "vote", header = "Vote for an option, or against all.")
final class DecideVote extends DecideSaying {

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "OPTION",
            description = "One of the options, as it is written there.")
    private String option = "";

    @Option(names = "--against", description = "Against all options.")
    private boolean against;

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.vote(against ? Optional.empty() : Optional.of(option));
    }
}
