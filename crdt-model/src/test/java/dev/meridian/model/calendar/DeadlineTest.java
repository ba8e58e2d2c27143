package dev.meridian.model.calendar;

import static dev.meridian.model.calendar.Calendars.calendar;
import static dev.meridian.model.calendar.Calendars.usual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.calendar.DeadlineRule.Everywhere;
import dev.meridian.model.calendar.DeadlineRule.WorkingDays;
import dev.meridian.model.id.MemberId;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final MemberId ADA = new MemberId("0a".repeat(16));
    private static final MemberId BEN = new MemberId("0b".repeat(16));
    private static final MemberId CLEO = new MemberId("0c".repeat(16));
    private static final TimeZones ZONES = TimeZones.installed();

    @Test
    void theLatestCalendarSetsIt_CAL_7() {
        // Monday noon in London. Ada: Tuesday and Wednesday. Ben has Wednesday off: Tuesday and Thursday.
        Deadline.Answer answer = Deadline.of(
                new WorkingDays(2),
                Instant.parse("2026-11-23T12:00:00Z"),
                Map.of(ADA, usual("Europe/London"), BEN, calendar("Asia/Tokyo", "Mon-Fri 9-17", "2026-11-25")),
                ZONES);

        assertThat(answer.neverAtWork()).isEmpty();
        assertThat(answer.deadline())
                .contains(new Deadline(
                        new WorkingDays(2), Instant.parse("2026-11-26T08:00:00Z"), Optional.of(BEN), ZONES.version()));
    }

    @Test
    void ofSeveralWhoseDaysEndAtOnceTheLeastIdIsNamed_CAL_7() {
        Deadline.Answer answer = Deadline.of(
                new WorkingDays(1),
                Instant.parse("2026-11-23T12:00:00Z"),
                Map.of(CLEO, usual("Europe/London"), BEN, usual("Europe/Lisbon")),
                ZONES);

        assertThat(answer.deadline().flatMap(Deadline::setBy)).contains(BEN);
    }

    @Test
    void whoIsNeverAtWorkIsNamedAndDoesNotCount_CAL_8() {
        WorkCalendar never = calendar("UTC", "Mon 9-17", "2026-01-01..2099-12-31");
        Deadline.Answer with = Deadline.of(
                new WorkingDays(1),
                Instant.parse("2026-11-23T12:00:00Z"),
                Map.of(ADA, usual("Europe/London"), BEN, never),
                ZONES);
        Deadline.Answer alone =
                Deadline.of(new WorkingDays(1), Instant.parse("2026-11-23T12:00:00Z"), Map.of(BEN, never), ZONES);

        assertThat(with.neverAtWork()).containsExactly(BEN);
        assertThat(with.deadline().flatMap(Deadline::setBy)).contains(ADA);
        assertThat(alone.deadline()).isEmpty();
    }

    @Test
    void thursdayEverywhereEndsWhenItEndsAtUtcMinusTwelve_CAL_9() {
        Everywhere rule = Everywhere.next(DayOfWeek.THURSDAY, LocalDate.parse("2026-11-23"));

        assertThat(rule.date()).isEqualTo("2026-11-26");
        assertThat(Deadline.of(rule, Instant.EPOCH, Map.of(), ZONES).deadline().map(Deadline::at))
                .contains(Instant.parse("2026-11-27T12:00:00Z"));
    }

    @Test
    void aNewerTimeZoneDatabaseMovesItLaterAndNeverEarlier_CAL_10() {
        Deadline stored = at("2026-11-26T08:00:00Z", "2026a");

        assertThat(stored.updated(at("2026-11-26T09:00:00Z", "2026b"))).isEqualTo(at("2026-11-26T09:00:00Z", "2026b"));
        assertThat(stored.updated(at("2026-11-26T07:00:00Z", "2026b"))).isEqualTo(stored);
        assertThat(stored.updated(at("2026-11-26T09:00:00Z", "2025c"))).isEqualTo(stored);
    }

    private static Deadline at(String instant, String version) {
        return new Deadline(new WorkingDays(2), Instant.parse(instant), Optional.of(ADA), version);
    }
}
