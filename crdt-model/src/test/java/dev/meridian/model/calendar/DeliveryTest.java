package dev.meridian.model.calendar;

import static dev.meridian.model.calendar.Calendars.calendar;
import static dev.meridian.model.calendar.Calendars.usual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.calendar.Delivery.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final WorkCalendar TOKYO = usual("Asia/Tokyo");
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");

    private static Instant at(String time) {
        return Instant.parse("2026-11-23T" + time + "Z");
    }

    @Test
    void oneIsDueFromTheirMorningUntilTheirEvening_NOTIFY_1() {
        // Tokyo works from 00:00Z to 08:00Z.
        assertThat(Delivery.due(TOKYO, Optional.empty(), at("00:00:00").minusSeconds(1)))
                .isEmpty();
        assertThat(Delivery.due(TOKYO, Optional.empty(), at("00:00:00")).map(WorkDay::date))
                .contains(MONDAY);
        assertThat(Delivery.due(TOKYO, Optional.empty(), at("07:59:59"))).isPresent();
        assertThat(Delivery.due(TOKYO, Optional.empty(), at("08:00:00"))).isEmpty();
    }

    @Test
    void thereIsOneAWorkingDayAcrossAWeekOfEveryMinute_NOTIFY_1() {
        WorkCalendar calendar =
                calendar("America/New_York", "Mon-Wed 09:00-12:00, Mon 13:00-17:00, Sat 10-11", "2026-11-24");
        List<LocalDate> sent = new ArrayList<>();
        Optional<Delivery> last = Optional.empty();
        for (Instant now = at("00:00:00");
                now.isBefore(at("00:00:00").plus(Duration.ofDays(7)));
                now = now.plusSeconds(60)) {
            Optional<WorkDay> due = Delivery.due(calendar, last, now);
            if (due.isPresent()) {
                sent.add(due.get().date());
                assertThat(now).isEqualTo(due.get().start());
                last = Optional.of(Delivery.begun(due.get().date(), last, now).ended(Outcome.SENT, 7));
            }
        }
        assertThat(sent).extracting(LocalDate::toString).containsExactly("2026-11-23", "2026-11-25", "2026-11-28");
    }

    @Test
    void whatFailedIsTriedAgainAfterGrowingPauses_NOTIFY_2() {
        List<Long> minutes = new ArrayList<>();
        Optional<Delivery> last = Optional.empty();
        for (Instant now = at("00:00:00"); now.isBefore(at("02:05:00")); now = now.plusSeconds(60)) {
            if (Delivery.due(TOKYO, last, now).isPresent()) {
                minutes.add(Duration.between(at("00:00:00"), now).toMinutes());
                last = Optional.of(Delivery.begun(MONDAY, last, now).ended(Outcome.FAILED, 9));
            }
        }
        assertThat(minutes).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 61L, 91L, 121L);
        assertThat(last.map(Delivery::position))
                .as("what failed is told by the next")
                .contains(0L);
        assertThat(Delivery.due(TOKYO, last, at("08:00:00")))
                .as("the day is over")
                .isEmpty();
    }

    @Test
    void anAttemptWhoseEndIsNotKnownIsNotRepeatedThatDay_NOTIFY_5() {
        Optional<Delivery> begun = Optional.of(Delivery.begun(MONDAY, Optional.empty(), at("00:00:00")));

        assertThat(Delivery.due(TOKYO, begun, at("05:00:00"))).isEmpty();
        assertThat(Delivery.due(TOKYO, begun, at("00:00:00").plus(Duration.ofDays(1))))
                .isPresent();
    }

    @Test
    void whoMovesToAnEarlierDateGetsNoSecondOne_NOTIFY_1() {
        Delivery sent = Delivery.begun(MONDAY.plusDays(1), Optional.empty(), at("00:00:00"))
                .ended(Outcome.SENT, 3);

        assertThat(Delivery.due(usual("Pacific/Honolulu"), Optional.of(sent), at("20:00:00")))
                .isEmpty();
    }

    @Test
    void itIsKeptAsOneLine_NOTIFY_5() {
        Delivery sent = Delivery.begun(MONDAY, Optional.empty(), at("00:00:00")).ended(Outcome.SENT, 12);

        assertThat(sent).hasToString("2026-11-23 sent 1 2026-11-23T00:00:00Z 12");
        assertThat(Delivery.parse(sent.toString())).contains(sent);
        assertThat(Delivery.parse("2026-11-23 eaten 1 2026-11-23T00:00:00Z 12")).isEmpty();
        assertThat(Delivery.parse("nonsense")).isEmpty();
    }
}
