package dev.meridian.model.calendar;

import static dev.meridian.model.calendar.Calendars.calendar;
import static dev.meridian.model.calendar.Calendars.off;
import static dev.meridian.model.calendar.Calendars.usual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class WorkCalendarTest {

    @Test
    void aDayHasItsHoursByTheClockOfTheZone_CAL_1() {
        WorkDay day = usual("Asia/Kathmandu").day(LocalDate.parse("2026-11-23")).orElseThrow();

        // UTC+05:45
        assertThat(day.start()).isEqualTo("2026-11-23T03:15:00Z");
        assertThat(day.end()).isEqualTo("2026-11-23T11:15:00Z");
    }

    @Test
    void offDaysAndDaysWithoutHoursAreNoWorkingDays_CAL_1() {
        WorkCalendar ben = calendar("Europe/Lisbon", "Mon-Thu 09:00-17:00", "2026-12-24..2027-01-02");

        assertThat(ben.day(LocalDate.parse("2026-12-23"))).isPresent();
        assertThat(ben.day(LocalDate.parse("2026-12-24"))).isEmpty();
        assertThat(ben.day(LocalDate.parse("2027-01-02"))).isEmpty();
        assertThat(ben.day(LocalDate.parse("2027-01-04"))).isPresent();
        assertThat(ben.day(LocalDate.parse("2026-11-27"))).isEmpty();
    }

    @Test
    void hoursThatTheClockSkipsAreNotWorked_CAL_2() {
        // London skipped 01:00 to 02:00 on 2026-03-29.
        WorkDay day = calendar("Europe/London", "Sun 00:30-03:30")
                .day(LocalDate.parse("2026-03-29"))
                .orElseThrow();

        assertThat(day.start()).isEqualTo("2026-03-29T00:30:00Z");
        assertThat(day.end()).isEqualTo("2026-03-29T02:30:00Z");
        assertThat(day.hours().length()).isEqualTo(Duration.ofHours(2));
        assertThat(calendar("Europe/London", "Sun 01:00-02:00").day(LocalDate.parse("2026-03-29")))
                .isEmpty();
    }

    @Test
    void hoursThatTheClockShowsTwiceAreWorkedTwice_CAL_2() {
        // New York showed 01:00 to 02:00 twice on 2026-11-01: from 05:00Z and from 06:00Z.
        WorkDay day = calendar("America/New_York", "Sun 01:30-03:00")
                .day(LocalDate.parse("2026-11-01"))
                .orElseThrow();

        assertThat(day.hours().list())
                .containsExactly(
                        new Interval(Instant.parse("2026-11-01T05:30:00Z"), Instant.parse("2026-11-01T06:00:00Z")),
                        new Interval(Instant.parse("2026-11-01T06:30:00Z"), Instant.parse("2026-11-01T08:00:00Z")));
    }

    @Test
    void aDayThatHasBegunDoesNotCountTowardsADeadline_CAL_5() {
        WorkCalendar ada = usual("Europe/London");

        assertThat(ada.nthDayFrom(Instant.parse("2026-11-23T09:00:00Z"), 1).map(WorkDay::date))
                .contains(LocalDate.parse("2026-11-23"));
        assertThat(ada.nthDayFrom(Instant.parse("2026-11-23T09:00:01Z"), 1).map(WorkDay::date))
                .contains(LocalDate.parse("2026-11-24"));
        assertThat(ada.nthDayFrom(Instant.parse("2026-11-26T12:00:00Z"), 3).map(WorkDay::end))
                .contains(Instant.parse("2026-12-01T17:00:00Z"));
        assertThatIllegalArgumentException().isThrownBy(() -> ada.nthDayFrom(Instant.EPOCH, 0));
    }

    @Test
    void whoHasNoWorkingDayInTenYearsIsNeverAtWork_CAL_5() {
        WorkCalendar away = new WorkCalendar(Calendars.zone("UTC"), WorkWeek.USUAL, off("2026-01-01..2040-01-01"));

        assertThat(away.nthDayFrom(Instant.parse("2026-06-01T00:00:00Z"), 1)).isEmpty();
    }

    @Test
    void theDayOnWhichSomethingArrivesCountsAsLongAsAnyOfItIsLeft_CAL_6() {
        WorkCalendar ada = usual("Europe/London");
        Instant deadline = Instant.parse("2026-11-26T17:00:00Z");

        assertThat(ada.daysBetween(Instant.parse("2026-11-23T16:59:59Z"), deadline))
                .isEqualTo(4);
        assertThat(ada.daysBetween(Instant.parse("2026-11-23T17:00:00Z"), deadline))
                .isEqualTo(3);
        assertThat(ada.daysBetween(Instant.parse("2026-11-23T17:00:00Z"), deadline.minusSeconds(1)))
                .isEqualTo(2);
        assertThat(ada.daysBetween(deadline, Instant.parse("2026-11-23T17:00:00Z")))
                .isZero();
        assertThat(ada.hadDays(3, Instant.parse("2026-11-23T17:00:00Z"), deadline))
                .isTrue();
        assertThat(ada.hadDays(4, Instant.parse("2026-11-23T17:00:00Z"), deadline))
                .isFalse();
    }
}
