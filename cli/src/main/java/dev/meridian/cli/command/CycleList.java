package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.CycleWords;
import dev.meridian.cli.view.Reader;
import dev.meridian.client.Workspace;
import dev.meridian.model.calendar.Cycle;
import dev.meridian.model.calendar.CycleKind;
import dev.meridian.model.calendar.Occurrence;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.Zone;
import dev.meridian.model.zones.WorldClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Command;

/** {@code meridian cycle ls}. */
@Command(name = "ls", aliases = "list", header = "Show the team's rhythm and the next three of each.")
final class CycleList implements Leaf {

    private static final int SHOWN = 3;

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> of(run, workspace));
    }

    static Answer of(Run run, Workspace workspace) {
        SortedMap<CycleKind, Cycle> cycles = workspace.team().snapshot().cycles();
        WorldClock clock = Reader.clock(run, workspace);
        Json.Fields json = Json.object();
        for (CycleKind kind : CycleKind.values()) {
            json.put(kind.word(), Optional.ofNullable(cycles.get(kind)).map(cycle -> json(cycle, clock)));
        }
        return Answer.ok(json, page -> print(page, cycles, clock));
    }

    private static Json json(Cycle cycle, WorldClock clock) {
        return CycleWords.json(cycle)
                .put(
                        "next",
                        Json.array(
                                next(cycle, clock),
                                each -> Json.object()
                                        .put("number", each.number())
                                        .put("date", each.date().toString())
                                        .put("start", each.start().toString())
                                        .put("end", each.end().toString())));
    }

    private static List<Occurrence> next(Cycle cycle, WorldClock clock) {
        return zone(cycle).map(zone -> cycle.next(zone, clock.now(), SHOWN)).orElse(List.of());
    }

    private static Optional<Zone> zone(Cycle cycle) {
        return Zone.of(TimeZones.installed(), cycle.zone());
    }

    private static void print(Page page, Map<CycleKind, Cycle> cycles, WorldClock clock) {
        if (cycles.isEmpty()) {
            page.line("no rhythm yet; begin with: meridian cycle set update --from 2026-11-27 --at 16:00");
        }
        cycles.forEach((kind, cycle) -> {
            page.line(Span.of("%-9s".formatted(kind.word()), Style.BOLD), Span.of(CycleWords.of(cycle)));
            Optional<Zone> zone = zone(cycle);
            if (zone.isEmpty()) {
                page.line(Span.of("         this machine does not know the zone " + cycle.zone(), Style.YELLOW));
            }
            next(cycle, clock)
                    .forEach(each -> page.line("         " + clock.show(each.start(), zone.orElse(clock.reader()))));
        });
    }
}
