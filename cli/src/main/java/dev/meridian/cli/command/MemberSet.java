package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Workspace;
import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.calendar.WorkWeek;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.team.CalendarEdits;
import dev.meridian.model.team.Member;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian member set}. */
@Command(
        name = "set",
        header = "Say where a member is and when they work.",
        description = {
            "Deadlines of decisions, the digest's morning and the overlap of working hours follow from it.",
            "Hours: \"Mon-Thu 09:00-17:00, Fri 09:00-13:00\". Who works over midnight writes two parts:",
            "\"Mon-Thu 20:00-24:00, Tue-Fri 00:00-04:00\"."
        })
final class MemberSet implements Leaf {

    @Parameters(
            paramLabel = "MEMBER",
            description = "By part of the name, or the beginning of the id; me for yourself.")
    private String name = "";

    @Option(
            names = {"-z", "--zone"},
            paramLabel = "ZONE",
            converter = Conversions.ToZone.class,
            description = "Time zone, for example Asia/Tokyo.")
    private Optional<ZoneId> zone = Optional.empty();

    @Option(
            names = "--hours",
            paramLabel = "HOURS",
            converter = Conversions.ToWorkWeek.class,
            description = "Working hours of the week, in place of those before; usual for Mon-Fri 09:00-17:00.")
    private Optional<WorkWeek> hours = Optional.empty();

    @Option(
            names = "--off",
            paramLabel = "DAYS",
            converter = Conversions.ToDayRange.class,
            description = "Days off: 2026-12-24 or 2026-12-24..2027-01-02. May be repeated.")
    private List<DayRange> off = List.of();

    @Option(
            names = "--back",
            paramLabel = "DAYS",
            converter = Conversions.ToDayRange.class,
            description = "Days that are not off after all. May be repeated.")
    private List<DayRange> back = List.of();

    @Override
    public Answer answer(Run run) {
        if (zone.isEmpty() && hours.isEmpty() && off.isEmpty() && back.isEmpty()) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "say what to set: --zone, --hours, --off or --back; see meridian member set --help");
        }
        Instant now = run.surroundings().clock().instant();
        return run.inWorkspace(workspace -> {
            MemberId id = new Names(workspace).member(name).id();
            // One after the other: days that are back are cut out of what is stored by then.
            set(workspace, id);
            back.forEach(days -> workspace.team().apply(CalendarEdits.back(member(workspace, id), days)));
            return MemberShow.of(workspace, member(workspace, id), now);
        });
    }

    private void set(Workspace workspace, MemberId id) {
        Member member = member(workspace, id);
        List<TeamIntent> intents = new ArrayList<>();
        zone.ifPresent(value -> intents.add(new TeamIntent.SetZone(id, value.getId())));
        hours.ifPresent(value -> intents.addAll(CalendarEdits.week(member, value)));
        off.forEach(days -> intents.addAll(CalendarEdits.off(member, days)));
        workspace.team().apply(intents);
    }

    private static Member member(Workspace workspace, MemberId id) {
        return workspace.team().snapshot().member(id).orElseThrow();
    }
}
