package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.id.StatementId;
import picocli.CommandLine.Command;

/** {@code meridian decide standaside}. */
@Command(name = "standaside", header = "Disagree, and not be in the way.")
final class DecideStandAside extends DecideSaying {

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.standAside();
    }
}
