package dev.meridian.model.calendar;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A working day of one person.
 *
 * @param date by the calendar of their zone
 * @param start of their first hours of that day
 * @param end of their last
 * @param hours when they work; breaks are not in it
 */
public record WorkDay(LocalDate date, Instant start, Instant end, Intervals hours) {}
