package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Since;
import dev.meridian.client.Workspace;
import dev.meridian.model.board.Card;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.WorkCalendar;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.rhythm.Digest;
import dev.meridian.model.rhythm.UpdateFold;
import dev.meridian.model.rhythm.WeeklyUpdate;
import dev.meridian.model.rhythm.page.UpdateJson;
import dev.meridian.model.rhythm.page.UpdateSheet;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.UpdateLine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian update}. */
@Command(
        name = "update",
        header = "The weekly update: each owner's cards that moved, did not, or are blocked, and why.",
        description = {
            "Without CARD it shows the update. With CARD and a line it says, for you, why that card moved or did not;",
            "an empty line takes it back."
        })
final class UpdateCommand implements Leaf {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "CARD",
            description = "By part of its title, or the beginning of its id.")
    private Optional<String> card = Optional.empty();

    @Parameters(index = "1", arity = "0..1", paramLabel = "WHY", description = "One line.")
    private Optional<String> why = Optional.empty();

    @Option(
            names = "--week",
            paramLabel = "WEEK",
            description = "Another week than this one, like 2026-W48; \"last\" is the week before.")
    private Optional<String> week = Optional.empty();

    @Mixin
    private final BoardOption boards = new BoardOption();

    @Mixin
    private final SheetOptions sheet = new SheetOptions();

    @Override
    public Answer answer(Run run) {
        if (card.isPresent() && why.isEmpty()) {
            throw new CommandFailed(ExitCode.USAGE, "say why in a line: meridian update CARD \"why\"");
        }
        return run.inWorkspace(workspace -> card.isPresent() ? say(run, workspace) : show(run, workspace));
    }

    private Answer say(Run run, Workspace workspace) {
        ZoneId zone = sheet.zone(run, workspace);
        String meant = week(LocalDate.ofInstant(run.surroundings().clock().instant(), zone));
        MemberId me = workspace
                .me()
                .orElseThrow(() -> new CommandFailed(ExitCode.NOT_ALLOWED, "this device belongs to no member yet"));
        Names.OnBoard<Card> found = new Names(workspace).card(boards.board(), card.orElse(""));
        Optional<String> line = why.map(String::strip).filter(text -> !text.isEmpty());
        int changes = found.board()
                .apply(new BoardIntent.SetWhy(found.thing().id(), meant, me, line))
                .changes();
        String done = (line.isPresent() ? "said in the update of " : "took back in the update of ") + meant + ": "
                + found.thing().title();
        return CardAnswers.of(workspace, found.board(), found.thing().id(), done, changes);
    }

    private Answer show(Run run, Workspace workspace) {
        ZoneId zone = sheet.zone(run, workspace);
        Instant now = run.surroundings().clock().instant();
        String meant = week(LocalDate.ofInstant(now, zone));
        LocalDate monday = UpdateLine.monday(meant).orElseThrow(() -> noWeek(meant));
        Instant from = monday.atStartOfDay(zone).toInstant();
        if (from.isAfter(now)) {
            throw new CommandFailed(ExitCode.USAGE, "week " + meant + " has not begun");
        }
        Digest digest = workspace.history().digest(new Since.Time(from), until(now, monday, zone), now);
        WeeklyUpdate update = UpdateFold.of(digest, meant, calendars(workspace));
        return sheet.answer(UpdateSheet.of(update), UpdateJson.of(update), zone);
    }

    private static Function<MemberId, Optional<WorkCalendar>> calendars(Workspace workspace) {
        Team team = workspace.team().snapshot();
        return id -> team.member(id).flatMap(member -> member.calendar(TimeZones.installed()));
    }

    /** The end of the week, where it is over. */
    private static Optional<Instant> until(Instant now, LocalDate monday, ZoneId zone) {
        Instant end = monday.plusWeeks(1).atStartOfDay(zone).toInstant().minusMillis(1);
        return end.isBefore(now) ? Optional.of(end) : Optional.empty();
    }

    private String week(LocalDate today) {
        String meant = week.map(text -> text.equals("last") ? UpdateLine.weekOf(today.minusWeeks(1)) : text)
                .orElseGet(() -> UpdateLine.weekOf(today));
        if (!UpdateLine.isWeek(meant)) {
            throw noWeek(meant);
        }
        return meant;
    }

    private static CommandFailed noWeek(String text) {
        return new CommandFailed(ExitCode.USAGE, "a week is written like 2026-W48, or last; not \"" + text + "\"");
    }
}
