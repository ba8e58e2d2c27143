package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Since;
import dev.meridian.client.Workspace;
import dev.meridian.model.calendar.TimeZones;
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
            description = "When the meeting is: frozen a week before, or now where that is still to come.")
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
        Since frozen = at.map(text -> new Moment(text).at(now, zone))
                .orElseGet(() -> meeting.map(date -> weekBefore(date, now, zone))
                        .orElseGet(() -> new Since.Position(Long.MAX_VALUE)));
        Pack pack = workspace
                .history()
                .pack(
                        frozen,
                        meeting.map(date -> date.atStartOfDay(zone).toInstant()),
                        AgendaTerms.usual(TimeZones.installed()),
                        now);
        return sheet.answer(PackSheet.of(pack), PackJson.of(pack), zone);
    }

    private static Since weekBefore(LocalDate date, Instant now, ZoneId zone) {
        Instant before = date.minusWeeks(WEEKS_AHEAD).atStartOfDay(zone).toInstant();
        return before.isAfter(now) ? new Since.Position(Long.MAX_VALUE) : new Since.Time(before);
    }
}
