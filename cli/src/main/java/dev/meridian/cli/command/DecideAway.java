package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.id.StatementId;
import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian decide away}. */
@Command(name = "away", header = "Say on which days you are away: the deadline waits for you.")
final class DecideAway extends DecideSaying {

    @Parameters(
            index = "1",
            paramLabel = "DAYS",
            converter = Conversions.ToDayRange.class,
            description = "2026-12-24 or 2026-12-24..2027-01-02.")
    private DayRange days = new DayRange(LocalDate.EPOCH, LocalDate.EPOCH);

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.away(days);
    }
}
