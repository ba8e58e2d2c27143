package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Workspace;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.rhythm.Agenda;
import dev.meridian.model.rhythm.AgendaTerms;
import dev.meridian.model.rhythm.page.AgendaJson;
import dev.meridian.model.rhythm.page.AgendaSheet;
import java.time.Instant;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code meridian agenda}. */
@Command(
        name = "agenda",
        header = "What the fortnightly review has to settle, each with its time box; or that it can be cancelled.",
        description = {
            "Only what writing did not settle is on it: decisions objected to or expired, old blockers, arrows in a circle,",
            "conversations that go round, fields with two values."
        })
final class AgendaCommand implements Leaf {

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "Instead of the last two weeks: " + Moment.FORMS + ".")
    private String since = "2w";

    @Option(
            names = "--minutes",
            paramLabel = "N",
            converter = Conversions.ToCount.class,
            description = "How long the meeting is (default: 30).")
    private int minutes = 30;

    @Option(
            names = "--blocker-days",
            paramLabel = "N",
            converter = Conversions.ToCount.class,
            description = "Blockers are on it that have been open for so many working days (default: 3).")
    private int blockerDays = 3;

    @Mixin
    private final SheetOptions sheet = new SheetOptions();

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> agenda(run, workspace));
    }

    private Answer agenda(Run run, Workspace workspace) {
        ZoneId zone = sheet.zone(run, workspace);
        Instant now = run.surroundings().clock().instant();
        AgendaTerms usual = AgendaTerms.usual(TimeZones.installed());
        AgendaTerms terms =
                new AgendaTerms(minutes, blockerDays, usual.roundsMin(), usual.largeEstimate(), usual.zones());
        Agenda agenda = workspace.history().agenda(new Moment(since).since(now, zone), terms, now);
        return sheet.answer(AgendaSheet.of(agenda), AgendaJson.of(agenda), zone);
    }
}
