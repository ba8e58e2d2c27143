package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.id.StatementId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian decide second}. */
@Command(name = "second", header = "Join in asking for another round.")
final class DecideSecond extends DecideSaying {

    @Parameters(
            index = "1",
            paramLabel = "ASKED",
            description = "The beginning of the id of the statement that asked for it.")
    private String reopening = "";

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.second(statement(decision, reopening));
    }
}
