package dev.meridian.model.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of time, its start included and its end not.
 *
 * @param end after the start
 */
public record Interval(Instant start, Instant end) {

    public Interval {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("an interval ends after it starts: " + start + ", " + end);
        }
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /** What both have; empty where they only touch. */
    public Optional<Interval> and(Interval other) {
        Instant from = start.isBefore(other.start) ? other.start : start;
        Instant to = end.isBefore(other.end) ? end : other.end;
        return from.isBefore(to) ? Optional.of(new Interval(from, to)) : Optional.empty();
    }
}
