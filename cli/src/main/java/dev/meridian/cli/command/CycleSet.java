package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.Reader;
import dev.meridian.client.Workspace;
import dev.meridian.model.calendar.Cycle;
import dev.meridian.model.calendar.CycleKind;
import dev.meridian.model.calendar.Period;
import dev.meridian.model.intent.TeamIntent;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian cycle set}. */
@Command(
        name = "set",
        header = "Say when the team does this; what is not given stays.",
        description = {
            "An update is due at that time; a review and a planning begin then. The first is on the day of",
            "--from; the others follow from it. In months the first Tuesday stays the first Tuesday."
        })
final class CycleSet implements Leaf {

    private static final LocalTime TEN = LocalTime.of(10, 0);
    private static final int HOUR_MINUTES = 60;

    @Parameters(paramLabel = "CYCLE", description = "${COMPLETION-CANDIDATES}.")
    private CycleKind kind = CycleKind.UPDATE;

    @Option(names = "--from", paramLabel = "DATE", converter = Conversions.ToDate.class, description = "The first.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(
            names = "--every",
            paramLabel = "PERIOD",
            converter = Conversions.ToPeriod.class,
            description = "2w or 3m (default: update 1w, review 2w, planning 3m).")
    private Optional<Period> every = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = Conversions.ToTime.class,
            description = "Time of day, for example 16:00 (default: 10:00).")
    private Optional<LocalTime> at = Optional.empty();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            converter = Conversions.ToCount.class,
            description = "How long it takes (default: review 30, planning 90).")
    private Optional<Integer> minutes = Optional.empty();

    @Option(
            names = {"-z", "--zone"},
            paramLabel = "ZONE",
            converter = Conversions.ToZone.class,
            description = "Whose clock counts, for example Europe/Lisbon (default: your zone).")
    private Optional<ZoneId> zone = Optional.empty();

    @Option(names = "--never", description = "The team does not do this any more.")
    private boolean never;

    @Override
    public Answer answer(Run run) {
        if (minutes.isPresent() && minutes.get() > 24 * HOUR_MINUTES) {
            throw new CommandFailed(ExitCode.USAGE, "it takes at most a day, 1440 minutes");
        }
        return run.inWorkspace(workspace -> {
            Optional<Cycle> cycle = never ? Optional.empty() : Optional.of(cycle(run, workspace));
            workspace.team().apply(new TeamIntent.SetCycle(kind, cycle));
            return CycleList.of(run, workspace);
        });
    }

    private Cycle cycle(Run run, Workspace workspace) {
        Optional<Cycle> before =
                Optional.ofNullable(workspace.team().snapshot().cycles().get(kind));
        LocalDate anchor = from.or(() -> before.map(Cycle::anchor))
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.USAGE, "say when the first is: --from DATE; see meridian cycle set --help"));
        LocalTime time = at.or(() -> before.map(cycle -> LocalTime.MIN.plusMinutes(cycle.minuteOfDay())))
                .orElse(TEN);
        return new Cycle(
                every.or(() -> before.map(Cycle::every)).orElseGet(kind::usualPeriod),
                anchor,
                time.getHour() * HOUR_MINUTES + time.getMinute(),
                minutes.or(() -> before.map(Cycle::minutes)).orElseGet(kind::usualMinutes),
                zone.map(ZoneId::getId)
                        .or(() -> before.map(Cycle::zone))
                        .orElseGet(() -> Reader.clock(run, workspace).reader().name()));
    }
}
