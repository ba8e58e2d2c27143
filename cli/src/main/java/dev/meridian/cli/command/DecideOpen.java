package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.id.StatementId;
import picocli.CommandLine.Command;

/** {@code meridian decide open}. */
@Command(name = "open", header = "Put the draft to the people: policy, people and calendars are frozen.")
final class DecideOpen extends DecideSaying {

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.open();
    }
}
