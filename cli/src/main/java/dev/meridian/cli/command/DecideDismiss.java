package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.id.StatementId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian decide dismiss}. */
@Command(name = "dismiss", header = "Dismiss an objection as unreasoned, as the decider.")
final class DecideDismiss extends DecideSaying {

    @Parameters(index = "1", paramLabel = "OBJECTION", description = "The beginning of its id, four digits at least.")
    private String objection = "";

    @Parameters(index = "2", paramLabel = "REASON", description = "Why it says nothing of the proposal.")
    private String reason = "";

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.dismiss(statement(decision, objection), reason);
    }
}
