package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.id.StatementId;
import picocli.CommandLine.Command;

/** {@code meridian decide callvote}. */
@Command(name = "callvote", header = "Have the objections voted on, as the decider.")
final class DecideCallVote extends DecideSaying {

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.callVote();
    }
}
