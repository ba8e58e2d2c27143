package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Since;
import dev.meridian.client.Workspace;
import dev.meridian.model.calendar.CycleKind;
import dev.meridian.model.calendar.Occurrence;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.Zone;
import dev.meridian.model.rhythm.AgendaTerms;
import dev.meridian.model.rhythm.Pack;
import dev.meridian.model.rhythm.page.PackJson;
import dev.meridian.model.rhythm.page.PackSheet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code meridian pack}. */
@Command(
        name = "pack",
        header = "What everybody reads before quarterly planning: boards and documents, frozen a week ahead.",
        description = {
            "Says of each person whether it reached them, and whether they read it and said something about it;",
            "and what is open: the meeting settles that, and nothing else."
        })
final class PackCommand implements Leaf {

    private static final int WEEKS_AHEAD = 1;

    @Option(
            names = "--meeting",
            paramLabel = "DATE",
            converter = Conversions.ToDate.class,
            description =
                    "When the meeting is (default: the team's next quarterly planning): frozen a week before, or now where that is still to come.")
    private Optional<LocalDate> meeting = Optional.empty();

    @Option(names = "--at", paramLabel = "WHEN", description = "Freeze it then instead: " + Moment.FORMS + ".")
    private Optional<String> at = Optional.empty();

    @Mixin
    private final SheetOptions sheet = new SheetOptions();

    @Override
    public Answer answer(Run run) {
        if (meeting.isPresent() && at.isPresent()) {
            throw new CommandFailed(ExitCode.USAGE, "say either --meeting or --at");
        }
        return run.inWorkspace(workspace -> pack(run, workspace));
    }

    private Answer pack(Run run, Workspace workspace) {
        ZoneId zone = sheet.zone(run, workspace);
        Instant now = run.surroundings().clock().instant();
        Optional<Instant> start = meeting.map(date -> date.atStartOfDay(zone).toInstant())
                .or(() -> at.isPresent() ? Optional.empty() : planning(workspace, now));
        Since frozen = at.map(text -> new Moment(text).at(now, zone))
                .orElseGet(() -> start.map(each -> weekBefore(each, now, zone))
                        .orElseGet(() -> new Since.Position(Long.MAX_VALUE)));
        Pack pack = workspace.history().pack(frozen, start, AgendaTerms.usual(TimeZones.installed()), now);
        return sheet.answer(PackSheet.of(pack), PackJson.of(pack), zone);
    }

    /** The next that the team's rhythm has; none where it has none, or this machine does not know its zone. */
    private static Optional<Instant> planning(Workspace workspace, Instant now) {
        return Optional.ofNullable(workspace.team().snapshot().cycles().get(CycleKind.PLANNING))
                .flatMap(cycle -> Zone.of(TimeZones.installed(), cycle.zone())
                        .flatMap(zone -> cycle.next(zone, now, 1).stream().findFirst()))
                .map(Occurrence::start);
    }

    private static Since weekBefore(Instant start, Instant now, ZoneId zone) {
        Instant before = start.atZone(zone).minusWeeks(WEEKS_AHEAD).toInstant();
        return before.isAfter(now) ? new Since.Position(Long.MAX_VALUE) : new Since.Time(before);
    }
}
