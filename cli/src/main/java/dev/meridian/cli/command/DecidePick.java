package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.id.StatementId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian decide pick}. */
@Command(name = "pick", header = "Pick one of several revisions made at once, as the proposer.")
final class DecidePick extends DecideSaying {

    @Parameters(
            index = "1",
            paramLabel = "REVISE",
            description = "The beginning of the id of the statement that revised.")
    private String revise = "";

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.pick(statement(decision, revise));
    }
}
