package dev.meridian.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Counting agrees with a naive one that walks through all quarters of an hour and asks Java's own clock what it shows. */
class CalendarPropertiesTest {

    private static final List<String> ZONES = List.of(
            "Europe/London",
            "America/New_York",
            "Australia/Sydney",
            "America/Sao_Paulo",
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
            "Pacific/Kiritimati",
            "Pacific/Apia");
    private static final int QUARTER_SECONDS = 900;

    @Provide
    Arbitrary<WorkCalendar> calendars() {
        Arbitrary<Shift> shifts = Combinators.combine(
                        Arbitraries.of(DayOfWeek.class),
                        Arbitraries.integers().between(0, 95),
                        Arbitraries.integers().between(1, 96))
                .filter((day, from, to) -> from < to)
                .as((day, from, to) -> new Shift(day, from * 15, to * 15));
        Arbitrary<DaysOff> off = Arbitraries.integers()
                .between(0, 30)
                .map(day -> LocalDate.parse("2026-10-15").plusDays(day))
                .map(day -> new DayRange(day, day.plusDays(day.getDayOfMonth() % 4)))
                .list()
                .ofMaxSize(3)
                .map(DaysOff::of);
        return Combinators.combine(
                        Arbitraries.of(ZONES).map(Calendars::zone),
                        shifts.list().ofMinSize(1).ofMaxSize(8).map(WorkWeek::of),
                        off)
                .as(WorkCalendar::new);
    }

    /** From 2026-10-20: clocks change in four of the zones within the next weeks. */
    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.longs()
                .between(0, 14L * 24 * 4)
                .map(quarter -> Instant.parse("2026-10-20T00:00:00Z").plusSeconds(quarter * QUARTER_SECONDS));
    }

    /** Start and end of each working day, found quarter by quarter; of the first perhaps not the start, which lies before all that is asked. */
    private static List<Instant[]> days(WorkCalendar calendar, Instant from) {
        List<Instant[]> days = new ArrayList<>();
        ZoneId zone = ZoneId.of(calendar.zone().name());
        LocalDate date = LocalDate.MIN;
        for (Instant at = from.minus(3, ChronoUnit.DAYS);
                at.isBefore(from.plus(60, ChronoUnit.DAYS));
                at = at.plusSeconds(QUARTER_SECONDS)) {
            ZonedDateTime there = at.atZone(zone);
            if (works(calendar, there)) {
                if (!there.toLocalDate().equals(date)) {
                    date = there.toLocalDate();
                    days.add(new Instant[] {at, at});
                }
                days.getLast()[1] = at.plusSeconds(QUARTER_SECONDS);
            }
        }
        return days;
    }

    private static boolean works(WorkCalendar calendar, ZonedDateTime there) {
        int minute = there.getHour() * 60 + there.getMinute();
        boolean off = calendar.daysOff().ranges().stream()
                .anyMatch(range -> !there.toLocalDate().isBefore(range.first())
                        && !there.toLocalDate().isAfter(range.last()));
        return !off
                && calendar.week().shifts().stream()
                        .anyMatch(shift -> shift.day() == there.getDayOfWeek()
                                && shift.fromMinute() <= minute
                                && minute < shift.toMinute());
    }

    @Property(tries = 150)
    void theNthWorkingDayIsThatOfTheNaiveCount_CAL_5(
            @ForAll("calendars") WorkCalendar calendar,
            @ForAll("instants") Instant from,
            @ForAll @IntRange(min = 1, max = 4) int n) {
        Optional<Instant> expected = days(calendar, from).stream()
                .filter(day -> !day[0].isBefore(from))
                .skip(n - 1L)
                .map(day -> day[1])
                .findFirst();
        if (expected.isPresent()) {
            assertThat(calendar.nthDayFrom(from, n).map(WorkDay::end)).isEqualTo(expected);
        }
    }

    @Property(tries = 150)
    void soManyDaysLieBetweenAsTheNaiveCountFinds_CAL_6(
            @ForAll("calendars") WorkCalendar calendar,
            @ForAll("instants") Instant from,
            @ForAll @IntRange(min = 0, max = 3_000) int quarters) {
        Instant to = from.plusSeconds((long) quarters * QUARTER_SECONDS);
        long expected = days(calendar, from).stream()
                .filter(day -> day[1].isAfter(from) && !day[1].isAfter(to))
                .count();
        assertThat((long) calendar.daysBetween(from, to)).isEqualTo(expected);
    }

    @Property(tries = 150)
    void whoHasItOnTheFirstDayOfAWindowHadAllOfIt_CAL_6(
            @ForAll("calendars") WorkCalendar calendar,
            @ForAll("instants") Instant from,
            @ForAll @IntRange(min = 1, max = 4) int n) {
        Optional<WorkDay> first = calendar.nthDayFrom(from, 1);
        Optional<WorkDay> last = calendar.nthDayFrom(from, n);
        if (first.isPresent() && last.isPresent()) {
            Instant lateOnTheFirst = first.get().end().minusSeconds(1);
            assertThat(calendar.hadDays(n, lateOnTheFirst, last.get().end())).isTrue();
        }
    }
}
