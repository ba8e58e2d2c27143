package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.calendar.Deadline;
import dev.meridian.model.id.StatementId;
import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian decide extend}. */
@Command(name = "extend", header = "Move the deadline to a later day, as proposer or decider.")
final class DecideExtend extends DecideSaying {

    @Parameters(
            index = "1",
            paramLabel = "DATE",
            converter = Conversions.ToDate.class,
            description = "Until this day has ended everywhere on Earth.")
    private LocalDate date = LocalDate.EPOCH;

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.extend(Deadline.endEverywhere(date));
    }
}
