package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Workspace;
import dev.meridian.model.rhythm.SlipLedger;
import dev.meridian.model.rhythm.page.SlipJson;
import dev.meridian.model.rhythm.page.SlipSheet;
import java.time.Instant;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code meridian slips}. */
@Command(name = "slips", header = "Which target dates moved, traced along the arrows to what made them move.")
final class SlipsCommand implements Leaf {

    @Option(names = "--since", paramLabel = "WHEN", description = "Instead of the last 13 weeks: " + Moment.FORMS + ".")
    private String since = "13w";

    @Mixin
    private final SheetOptions sheet = new SheetOptions();

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> slips(run, workspace));
    }

    private Answer slips(Run run, Workspace workspace) {
        ZoneId zone = sheet.zone(run, workspace);
        Instant now = run.surroundings().clock().instant();
        SlipLedger ledger = workspace.history().slips(new Moment(since).since(now, zone), now);
        return sheet.answer(SlipSheet.of(ledger), SlipJson.of(ledger), zone);
    }
}
