package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.id.StatementId;
import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian decide review}. */
@Command(name = "review", header = "Say when to look at the outcome again.")
final class DecideReview extends DecideSaying {

    @Parameters(index = "1", paramLabel = "DATE", converter = Conversions.ToDate.class, description = "2027-01-31.")
    private LocalDate date = LocalDate.EPOCH;

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.reviewOn(date);
    }
}
