package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.id.StatementId;
import picocli.CommandLine.Command;

/** {@code meridian decide abstain}. */
@Command(name = "abstain", header = "Have no opinion.")
final class DecideAbstain extends DecideSaying {

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.abstain();
    }
}
