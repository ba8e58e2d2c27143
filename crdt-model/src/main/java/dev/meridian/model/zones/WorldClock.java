package dev.meridian.model.zones;

import dev.meridian.model.calendar.Interval;
import dev.meridian.model.calendar.Zone;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How a moment is shown to one reader (ZONES-1): by the clock of their zone, with the clock of whoever it comes from alongside. {@code Thu 26 Nov
 * 10:00 (04:00 in New York)}.
 *
 * @param now the year is left out where it is that of now
 */
public record WorldClock(Zone reader, Instant now) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    /** {@code Thu 26 Nov 10:00}. */
    public String show(Instant instant) {
        return day(instant) + " " + time(instant);
    }

    /** {@code Thu 26 Nov 10:00 (04:00 in New York)}; once only where both clocks show the same. */
    public String show(Instant instant, Zone author) {
        return sameClock(instant, author) ? show(instant) : show(instant) + " (" + there(instant, author) + ")";
    }

    /** {@code Thu 26 Nov 10:00-10:30}. */
    public String show(Interval stretch) {
        String end = reader.dateAt(stretch.start()).equals(reader.dateAt(stretch.end()))
                ? time(stretch.end())
                : WEEKDAY.format(reader.at(stretch.end())) + " " + time(stretch.end());
        return show(stretch.start()) + "-" + end;
    }

    /** {@code Thu 26 Nov}, by the reader's calendar. */
    public String day(Instant instant) {
        LocalDateTime there = reader.at(instant);
        return (there.getYear() == reader.at(now).getYear() ? DAY : DAY_OF_YEAR).format(there);
    }

    /** {@code 10:00}, by the reader's clock. */
    public String time(Instant instant) {
        return TIME.format(reader.at(instant));
    }

    /** {@code 04:00 in New York}, with the weekday where it is another than the reader's. */
    public String there(Instant instant, Zone other) {
        return clock(instant, other) + " in " + city(other.name());
    }

    /** {@code 04:00}, or {@code Wed 22:00} where it is another day there than the reader's. */
    public String clock(Instant instant, Zone other) {
        LocalDateTime there = other.at(instant);
        boolean sameDay = there.toLocalDate().equals(reader.dateAt(instant));
        return sameDay ? TIME.format(there) : WEEKDAY.format(there) + " " + TIME.format(there);
    }

    private boolean sameClock(Instant instant, Zone other) {
        return reader.at(instant).equals(other.at(instant));
    }

    /** {@code Buenos Aires} of {@code America/Argentina/Buenos_Aires}. */
    public static String city(String zone) {
        return zone.substring(zone.lastIndexOf('/') + 1).replace('_', ' ');
    }
}
