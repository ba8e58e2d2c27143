package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.id.StatementId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian decide object}. */
@Command(name = "object", header = "Say no, and why: the clock stops.")
final class DecideObject extends DecideSaying {

    @Parameters(index = "1", paramLabel = "REASON", description = "Why, in a sentence.")
    private String reason = "";

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.object(reason);
    }
}
