package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.CrewView;
import dev.meridian.cli.view.Reader;
import dev.meridian.client.Workspace;
import dev.meridian.model.calendar.Interval;
import dev.meridian.model.calendar.Intervals;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.zones.HandOver;
import dev.meridian.model.zones.Ledger;
import dev.meridian.model.zones.Slot;
import dev.meridian.model.zones.SlotSearch;
import dev.meridian.model.zones.Weeks;
import dev.meridian.model.zones.WorldClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian overlap}. */
@Command(
        name = "overlap",
        header = "Say when working hours overlap, and which slot hurts least.",
        description = {
            "All times by your clock. Where no hour works for everybody, it says so and shows the least bad",
            "slots and who pays: whoever paid most for meetings of the last year is asked last (see meridian",
            "meeting). Without names: the whole team."
        })
final class OverlapCommand implements Leaf {

    private static final int WEEK_DAYS = 7;
    private static final int HOUR_MINUTES = 60;

    @Parameters(arity = "0..*", paramLabel = "MEMBER", description = "By part of the name, or the beginning of the id.")
    private List<String> names = List.of();

    @Option(
            names = "--week",
            paramLabel = "WEEK",
            converter = Conversions.ToWeek.class,
            description = "Monday to Sunday, for example 2026-W48 (default: the next seven days).")
    private Optional<LocalDate> monday = Optional.empty();

    @Option(
            names = "--duration",
            paramLabel = "SPAN",
            converter = Conversions.ToMeetingLength.class,
            description = "How long the meeting takes, for example 45m (default: 30m).")
    private Duration length = Duration.ofMinutes(30);

    @Option(
            names = "--slots",
            paramLabel = "N",
            converter = Conversions.ToCount.class,
            description = "How many slots to show (default: 3).")
    private int slots = 3;

    /** All that is told. */
    private record Told(
            CrewView crew,
            WorldClock clock,
            Interval stretch,
            Intervals common,
            List<Slot> best,
            Map<MemberId, Integer> paid,
            List<HandOver> handOvers) {}

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            Told told = told(run, workspace);
            return Answer.ok(json(told), page -> print(page, told));
        });
    }

    private Told told(Run run, Workspace workspace) {
        CrewView view = CrewView.of(workspace, names);
        WorldClock clock = Reader.clock(run, workspace);
        Interval stretch = monday.map(day -> Weeks.from(day, clock.reader()))
                .orElseGet(() -> new Interval(clock.now(), clock.now().plus(Duration.ofDays(WEEK_DAYS))));
        Map<MemberId, Integer> paid =
                Ledger.of(workspace.team().snapshot(), clock.now()).minutes();
        return new Told(
                view,
                clock,
                stretch,
                view.crew().overlap(stretch),
                new SlotSearch(view.crew(), paid, stretch, length).best(slots),
                paid,
                HandOver.from(view.crew(), monday.isPresent() ? stretch.start() : clock.now()));
    }

    private void print(Page page, Told told) {
        WorldClock clock = told.clock();
        Span when = Span.of(
                "  " + clock.day(told.stretch().start()) + " to "
                        + clock.day(told.stretch().end().minusNanos(1)) + ", "
                        + WorldClock.city(clock.reader().name()) + " time",
                Style.DIM);
        page.line(Span.of(told.crew().names(), Style.BOLD), when);
        told.crew().warn(page);
        boolean works = told.best().stream().anyMatch(Slot::isFree);
        page.blank();
        if (told.common().isEmpty()) {
            page.line(Span.of("no hour works: they are never all at work.", Style.YELLOW));
        } else {
            page.line("all at work for " + hours(told.common().length()) + ":");
            told.common().list().forEach(each -> page.line("  " + clock.show(each)));
            if (!works) {
                page.line(Span.of("none of it is " + hours(length) + " long.", Style.YELLOW));
            }
        }
        page.blank();
        page.line((works ? "best for " : "least bad for ") + hours(length) + ":");
        if (told.best().isEmpty()) {
            page.line("  the time looked at is shorter than that");
        }
        told.best().forEach(slot -> print(page, told, slot));
        printHandOvers(page, told);
        printPaid(page, told);
    }

    private static void print(Page page, Told told, Slot slot) {
        page.line(
                Span.of("  " + told.clock().show(slot.time()), Style.BOLD),
                Span.of("  " + told.crew().pays(slot), slot.isFree() ? Style.GREEN : Style.YELLOW));
        page.prose("      ", told.crew().clocks(slot, told.clock()), Style.DIM);
    }

    private static void printHandOvers(Page page, Told told) {
        if (told.handOvers().isEmpty()) {
            return;
        }
        page.blank().line("work passes on:");
        told.handOvers()
                .forEach(each -> page.line(
                        Span.of("  " + told.crew().people().name(each.from()) + " → "
                                + told.crew().people().name(each.to())),
                        Span.of("  " + passing(each, told.clock()), Style.DIM)));
    }

    private static String passing(HandOver each, WorldClock clock) {
        if (each.gap().isPresent()) {
            return "nobody of the two for " + hours(each.gap().get().length()) + ", from "
                    + clock.show(each.gap().get().start());
        }
        return each.shared().isEmpty()
                ? "one begins where the other ends"
                : "both at work "
                        + each.shared().list().stream().map(clock::show).collect(Collectors.joining(", "));
    }

    private static void printPaid(Page page, Told told) {
        String paid = told.paid().entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each -> told.crew().people().name(each.getKey()) + " " + each.getValue() + " min")
                .sorted()
                .collect(Collectors.joining(", "));
        if (!paid.isEmpty()) {
            page.blank().line(Span.of("paid out of hours in the last year: " + paid, Style.DIM));
        }
    }

    /** {@code 3 h 30 min}. */
    private static String hours(Duration duration) {
        long hours = duration.toMinutes() / HOUR_MINUTES;
        long minutes = duration.toMinutes() % HOUR_MINUTES;
        return hours == 0 ? minutes + " min" : hours + " h" + (minutes == 0 ? "" : " " + minutes + " min");
    }

    private Json json(Told told) {
        CrewView crew = told.crew();
        return Json.object()
                .put("from", told.stretch().start().toString())
                .put("to", told.stretch().end().toString())
                .put("zone", told.clock().reader().name())
                .put("durationMinutes", length.toMinutes())
                .put("members", Json.array(crew.crew().calendars().keySet(), crew::person))
                .put("withoutZone", Json.array(crew.without(), crew::person))
                .put("common", Json.array(told.common().list(), CrewView::json))
                .put("commonMinutes", told.common().length().toMinutes())
                .put("anyHourWorks", told.best().stream().anyMatch(Slot::isFree))
                .put("slots", Json.array(told.best(), crew::json))
                .put(
                        "handOver",
                        Json.array(
                                told.handOvers(),
                                each -> Json.object()
                                        .put("from", crew.person(each.from()))
                                        .put("to", crew.person(each.to()))
                                        .put("shared", Json.array(each.shared().list(), CrewView::json))
                                        .put("gap", each.gap().map(CrewView::json))))
                .put(
                        "paidMinutes",
                        Json.array(
                                told.paid().entrySet(),
                                each -> crew.person(each.getKey()).put("minutes", each.getValue())));
    }
}
