package dev.meridian.model.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A time zone with its rules, of one version of the database.
 *
 * @param name IANA name, for example {@code Europe/Zurich}
 */
public record Zone(String name, ZoneRules rules) {

    /** Further than any clock is from UTC. */
    private static final int OFFSET_SECONDS_MAX = 18 * 3_600;

    private static final int DAY_SECONDS = 86_400;
    private static final int MINUTE_SECONDS = 60;

    /** Empty where the database does not know the name. */
    public static Optional<Zone> of(TimeZones zones, String name) {
        return zones.rules(name).map(rules -> new Zone(name, rules));
    }

    /** What calendar and clock show there. */
    public LocalDateTime at(Instant instant) {
        return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), rules.getOffset(instant));
    }

    public LocalDate dateAt(Instant instant) {
        return at(instant).toLocalDate();
    }

    /** All instants at which the calendar shows this date; none where the zone skipped it. */
    public Intervals on(LocalDate date) {
        return on(date, 0, DAY_SECONDS / MINUTE_SECONDS);
    }

    /**
     * All instants at which the calendar shows this date and the clock a time from one minute until another (CAL-2). What the clock skips is
     * not there, what it shows twice is there twice.
     *
     * @param fromMinute of the day, included
     * @param toMinute of the day, not included; 1440 is the end of the day
     */
    public Intervals on(LocalDate date, int fromMinute, int toMinute) {
        long midnight = date.toEpochDay() * DAY_SECONDS;
        long from = midnight + (long) fromMinute * MINUTE_SECONDS;
        long to = midnight + (long) toMinute * MINUTE_SECONDS;
        List<Interval> found = new ArrayList<>();
        Instant at = Instant.ofEpochSecond(midnight - OFFSET_SECONDS_MAX);
        long last = midnight + DAY_SECONDS + OFFSET_SECONDS_MAX;
        while (at.getEpochSecond() < last) {
            // Between two transitions the clock runs evenly.
            ZoneOffset offset = rules.getOffset(at);
            long until = Optional.ofNullable(rules.nextTransition(at))
                    .map(ZoneOffsetTransition::toEpochSecond)
                    .orElse(last);
            long start = Math.max(at.getEpochSecond(), from - offset.getTotalSeconds());
            long end = Math.min(until, to - offset.getTotalSeconds());
            if (start < end) {
                found.add(new Interval(Instant.ofEpochSecond(start), Instant.ofEpochSecond(end)));
            }
            at = Instant.ofEpochSecond(until);
        }
        return new Intervals(found);
    }
}
