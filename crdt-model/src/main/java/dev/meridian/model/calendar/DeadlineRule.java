package dev.meridian.model.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** How a deadline is set (CAL-7 to CAL-9). */
public sealed interface DeadlineRule {

    /**
     * The latest, over people, of the end of their nth working day.
     *
     * @param days from 1
     */
    record WorkingDays(int days) implements DeadlineRule {
        public WorkingDays {
            if (days < 1) {
                throw new IllegalArgumentException("a window has at least one working day: " + days);
            }
        }
    }

    /** "Thursday everywhere": as long as it is that date anywhere on Earth, which is until it ends at UTC-12. */
    record Everywhere(LocalDate date) implements DeadlineRule {

        /** The next such weekday, today included. */
        public static Everywhere next(DayOfWeek day, LocalDate today) {
            return new Everywhere(today.with(TemporalAdjusters.nextOrSame(day)));
        }
    }

    /** A moment that somebody named. */
    record Exactly(Instant at) implements DeadlineRule {}
}
