package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.id.StatementId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian decide resolve}. */
@Command(name = "resolve", header = "Be content with what became of your objection.")
final class DecideResolve extends DecideSaying {

    @Parameters(index = "1", paramLabel = "OBJECTION", description = "The beginning of its id, four digits at least.")
    private String objection = "";

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.resolve(statement(decision, objection));
    }
}
