package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.id.StatementId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian decide withdraw}. */
@Command(name = "withdraw", header = "Take your proposal back.")
final class DecideWithdraw extends DecideSaying {

    @Parameters(index = "1", arity = "0..1", paramLabel = "REASON", description = "Why, in a sentence.")
    private String reason = "";

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.withdraw(reason);
    }
}
