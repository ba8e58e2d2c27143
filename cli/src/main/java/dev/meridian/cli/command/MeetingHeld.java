package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.CrewView;
import dev.meridian.cli.view.Reader;
import dev.meridian.client.Workspace;
import dev.meridian.model.calendar.Interval;
import dev.meridian.model.team.Team;
import dev.meridian.model.zones.Ledger;
import dev.meridian.model.zones.Slot;
import dev.meridian.model.zones.SlotSearch;
import dev.meridian.model.zones.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian meeting held}. */
@Command(
        name = "held",
        header = "Record that a meeting took place, and what it cost whom.",
        description = "Next time meridian overlap asks somebody else first. Without names: the whole team was there.")
final class MeetingHeld implements Leaf {

    @Parameters(index = "0", paramLabel = "START", description = MeetingStart.DESCRIPTION)
    private String start = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "MEMBER", description = "Who was there.")
    private List<String> names = List.of();

    @Option(
            names = "--duration",
            paramLabel = "SPAN",
            converter = Conversions.ToMeetingLength.class,
            description = "How long it took, for example 45m (default: 30m).")
    private Duration length = Duration.ofMinutes(30);

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> held(run, workspace));
    }

    private Answer held(Run run, Workspace workspace) {
        WorldClock clock = Reader.clock(run, workspace);
        Instant at = MeetingStart.parse(start, clock);
        CrewView view = CrewView.of(workspace, names);
        Team team = workspace.team().snapshot();
        Interval time = new Interval(at, at.plus(length));
        Slot slot = new SlotSearch(view.crew(), Ledger.of(team, clock.now()).minutes(), time, length).slot(time);
        workspace.team().apply(Ledger.record(team, slot, clock.now()));
        return Answer.ok(Json.object().put("meeting", view.json(slot)), page -> {
            page.line(
                    Span.of("recorded " + clock.show(time) + ": "),
                    Span.of(view.pays(slot), slot.isFree() ? Style.GREEN : Style.YELLOW));
            view.warn(page);
        });
    }
}
