package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.id.StatementId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian decide supersede}. */
@Command(name = "supersede", header = "Say which decision ends when this one is accepted.")
final class DecideSupersede extends DecideSaying {

    @Parameters(index = "1", paramLabel = "OTHER", description = "The document of the decision that ends.")
    private String other = "";

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.supersede(names.document(other).id());
    }
}
