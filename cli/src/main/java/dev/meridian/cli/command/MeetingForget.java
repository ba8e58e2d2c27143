package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.Reader;
import dev.meridian.client.Workspace;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.zones.Ledger;
import dev.meridian.model.zones.WorldClock;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian meeting forget}. */
@Command(name = "forget", header = "Take a recorded meeting back: it did not take place.")
final class MeetingForget implements Leaf {

    @Parameters(paramLabel = "START", description = MeetingStart.DESCRIPTION)
    private String start = "";

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> forget(run, workspace));
    }

    private Answer forget(Run run, Workspace workspace) {
        WorldClock clock = Reader.clock(run, workspace);
        Instant at = MeetingStart.parse(start, clock);
        List<TeamIntent> intents = Ledger.forget(workspace.team().snapshot(), at);
        if (intents.isEmpty()) {
            throw new CommandFailed(ExitCode.NOT_FOUND, "nobody paid for a meeting at " + clock.show(at));
        }
        workspace.team().apply(intents);
        return Answer.ok(
                Json.object().put("forgotten", at.toString()), page -> page.line("forgotten: " + clock.show(at)));
    }
}
