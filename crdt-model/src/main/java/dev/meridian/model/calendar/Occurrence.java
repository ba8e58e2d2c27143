package dev.meridian.model.calendar;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One time that a cycle comes round.
 *
 * @param number from 0, the first
 * @param date by the calendar of the cycle's zone
 * @param end the start where it takes no time
 */
public record Occurrence(int number, LocalDate date, Instant start, Instant end) {}
