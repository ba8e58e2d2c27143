package dev.meridian.model.zones;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.calendar.CalendarText;
import dev.meridian.model.calendar.DaysOff;
import dev.meridian.model.calendar.Interval;
import dev.meridian.model.calendar.Intervals;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.WorkCalendar;
import dev.meridian.model.calendar.Zone;
import dev.meridian.model.id.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OverlapTest {

    private static final Interval WEEK = stretch("2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z");
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final List<String> ZONES = List.of(
            "Europe/London",
            "America/New_York",
            "Australia/Sydney",
            "America/Sao_Paulo",
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
            "Pacific/Kiritimati",
            "Pacific/Apia",
            "UTC");

    private static MemberId person(int number) {
        return new MemberId("%032x".formatted(number));
    }

    private static Interval stretch(String from, String to) {
        return new Interval(Instant.parse(from), Instant.parse(to));
    }

    private static WorkCalendar calendar(String zone, String week) {
        return new WorkCalendar(
                Zone.of(TimeZones.installed(), zone).orElseThrow(),
                CalendarText.week(week).orElseThrow(),
                DaysOff.NONE);
    }

    private static Crew crew(WorkCalendar... calendars) {
        TreeMap<MemberId, WorkCalendar> all = new TreeMap<>();
        for (WorkCalendar each : calendars) {
            all.put(person(all.size() + 1), each);
        }
        return new Crew(all);
    }

    @Test
    void theOverlapFollowsTheClocksWhenOneIsPutBackBeforeTheOther_ZONES_2() {
        // London leaves summer time on 2026-10-25, New York on 2026-11-01: for a week they are an hour closer.
        Crew crew = crew(calendar("Europe/London", "Mon-Fri 9-17"), calendar("America/New_York", "Mon-Fri 9-17"));

        assertThat(crew.overlap(stretch("2026-10-23T00:00:00Z", "2026-10-24T00:00:00Z"))
                        .list())
                .containsExactly(stretch("2026-10-23T13:00:00Z", "2026-10-23T16:00:00Z"));
        assertThat(crew.overlap(stretch("2026-10-28T00:00:00Z", "2026-10-29T00:00:00Z"))
                        .list())
                .containsExactly(stretch("2026-10-28T13:00:00Z", "2026-10-28T17:00:00Z"));
        assertThat(crew.overlap(stretch("2026-11-04T00:00:00Z", "2026-11-05T00:00:00Z"))
                        .list())
                .containsExactly(stretch("2026-11-04T14:00:00Z", "2026-11-04T17:00:00Z"));
    }

    @Test
    void whereAnHourWorksTheFirstFreeSlotsAreOffered_ZONES_4() {
        Crew crew = crew(calendar("Europe/London", "Mon-Fri 9-17"), calendar("America/New_York", "Mon-Fri 9-17"));

        List<Slot> best = new SlotSearch(crew, Map.of(), WEEK, HALF_AN_HOUR).best(2);
        assertThat(best).allMatch(Slot::isFree);
        assertThat(best)
                .extracting(Slot::time)
                .containsExactly(
                        stretch("2026-11-23T14:00:00Z", "2026-11-23T14:30:00Z"),
                        stretch("2026-11-23T14:30:00Z", "2026-11-23T15:00:00Z"));
    }

    @Test
    void whereNoHourWorksItIsSomebodyElsesTurnEachTime_ZONES_4_ZONES_5() {
        // London 09-17Z, Sydney (UTC+11) 22-06Z, San Francisco (UTC-8) 17-01Z: never all three at once.
        Crew crew = crew(
                calendar("Europe/London", "Mon-Fri 9-17"),
                calendar("Australia/Sydney", "Mon-Fri 9-17"),
                calendar("America/Los_Angeles", "Mon-Fri 9-17"));
        assertThat(crew.overlap(WEEK).isEmpty()).isTrue();

        Map<MemberId, Integer> paid = new HashMap<>();
        for (int meeting = 0; meeting < 30; meeting++) {
            Slot slot = new SlotSearch(crew, paid, WEEK, HALF_AN_HOUR).best(1).getFirst();
            assertThat(slot.isFree()).isFalse();
            slot.outOfHours().forEach((member, minutes) -> paid.merge(member, minutes, Integer::sum));
        }
        assertThat(paid.values().stream().mapToInt(each -> each).max().orElseThrow()
                        - paid.values().stream().mapToInt(each -> each).min().orElseThrow())
                .isLessThanOrEqualTo(30);
    }

    @Test
    void theLeastBadSlotIsOneThatLetsPeopleSleep_ZONES_4() {
        // Tokyo 00-08Z, Lisbon 09-17Z: an hour apart. Half an hour at the end of the one's day or the start of the
        // other's is
        // equally bad, and the earlier of equals is offered.
        Crew crew = crew(calendar("Europe/Lisbon", "Mon-Fri 9-17"), calendar("Asia/Tokyo", "Mon-Fri 9-17"));
        Slot best = new SlotSearch(crew, Map.of(), WEEK, HALF_AN_HOUR).best(1).getFirst();

        assertThat(best.atNight()).isEmpty();
        assertThat(best.outOfHours()).hasSize(1).containsValue(30);
        assertThat(best.time()).isEqualTo(stretch("2026-11-23T07:30:00Z", "2026-11-23T08:00:00Z"));
        assertThat(best.awayMinutes()).isEqualTo(60);
    }

    @Test
    void workPassesOnAroundTheGlobe_ZONES_6() {
        Crew crew = crew(
                calendar("Europe/London", "Mon-Fri 9-17"),
                calendar("Australia/Sydney", "Mon-Fri 9-17"),
                calendar("America/New_York", "Mon-Fri 9-17"));
        List<HandOver> all = HandOver.from(crew, Instant.parse("2026-11-24T00:00:00Z"));

        assertThat(all).extracting(HandOver::from).containsExactly(person(2), person(1), person(3));
        assertThat(all).extracting(HandOver::to).containsExactly(person(1), person(3), person(2));
        // Sydney ends at 06:00Z, London begins at 09:00Z; London and New York share 14:00Z to 17:00Z; Sydney begins as
        // New York ends.
        assertThat(all.get(0).gap()).contains(stretch("2026-11-24T06:00:00Z", "2026-11-24T09:00:00Z"));
        assertThat(all.get(1).shared().list()).containsExactly(stretch("2026-11-24T14:00:00Z", "2026-11-24T17:00:00Z"));
        assertThat(all.get(2).gap()).isEmpty();
        assertThat(all.get(2).shared().isEmpty()).isTrue();
        assertThat(HandOver.from(crew(calendar("UTC", "Mon 9-17")), Instant.EPOCH))
                .isEmpty();
    }

    @Provide
    Arbitrary<WorkCalendar> calendars() {
        Arbitrary<String> hours = Combinators.combine(
                        Arbitraries.of("Mon-Fri", "Sun-Thu", "Sat-Sun", "Mon-Sun"),
                        Arbitraries.integers().between(0, 95),
                        Arbitraries.integers().between(1, 96))
                .filter((days, from, to) -> from < to)
                .as((days, from, to) -> days + " " + clock(from) + "-" + clock(to));
        return Combinators.combine(Arbitraries.of(ZONES), hours).as(OverlapTest::calendar);
    }

    private static String clock(int quarter) {
        return "%02d:%02d".formatted(quarter / 4, quarter % 4 * 15);
    }

    /** Days on which some of the zones change their clocks, or lose a day, and others at random. */
    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                                "2026-03-29",
                                "2026-10-25",
                                "2026-03-08",
                                "2026-11-01",
                                "2026-04-05",
                                "2026-10-04",
                                "2017-10-15",
                                "2018-02-18",
                                "2011-12-30",
                                "1994-12-31")
                        .map(LocalDate::parse),
                Arbitraries.longs().between(10_000, 22_000).map(LocalDate::ofEpochDay));
    }

    @Property(tries = 150)
    void theOverlapAgreesWithEveryMinuteTakenByItself_ZONES_2(
            @ForAll("calendars") WorkCalendar one,
            @ForAll("calendars") WorkCalendar two,
            @ForAll("calendars") WorkCalendar three,
            @ForAll("days") LocalDate day) {
        Instant start = day.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Interval stretch = new Interval(start, start.plus(Duration.ofDays(3)));
        Intervals common = crew(one, two, three).overlap(stretch);

        List<Instant> differing = new ArrayList<>();
        for (Instant minute = start; minute.isBefore(stretch.end()); minute = minute.plusSeconds(60)) {
            if (common.contains(minute) != (works(one, minute) && works(two, minute) && works(three, minute))) {
                differing.add(minute);
            }
        }
        assertThat(differing).isEmpty();
    }

    /** By the definition (CAL-1), with nothing of the code under test. */
    private static boolean works(WorkCalendar calendar, Instant instant) {
        ZonedDateTime there = instant.atZone(ZoneId.of(calendar.zone().name()));
        int minute = there.getHour() * 60 + there.getMinute();
        return calendar.week().shifts().stream()
                .anyMatch(shift -> shift.day() == there.getDayOfWeek()
                        && shift.fromMinute() <= minute
                        && minute < shift.toMinute());
    }

    @Property(tries = 60)
    void noOtherSlotWouldLeaveAnybodyWithLess_ZONES_4(
            @ForAll("calendars") WorkCalendar one, @ForAll("calendars") WorkCalendar two) {
        Map<MemberId, Integer> paid = Map.of(person(1), 90, person(2), 30);
        SlotSearch search = new SlotSearch(crew(one, two), paid, WEEK, HALF_AN_HOUR);
        Slot best = search.best(1).getFirst();

        for (Instant start = WEEK.start();
                !start.plus(HALF_AN_HOUR).isAfter(WEEK.end());
                start = start.plusSeconds(900)) {
            Slot other = search.slot(new Interval(start, start.plus(HALF_AN_HOUR)));
            assertThat(worst(other, paid)).isGreaterThanOrEqualTo(worst(best, paid));
        }
    }

    private static int worst(Slot slot, Map<MemberId, Integer> paid) {
        return paid.entrySet().stream()
                .mapToInt(each -> each.getValue() + slot.outOfHours().getOrDefault(each.getKey(), 0))
                .max()
                .orElseThrow();
    }
}
