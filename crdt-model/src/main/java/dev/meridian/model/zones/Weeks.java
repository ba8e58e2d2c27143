package dev.meridian.model.zones;

import dev.meridian.model.calendar.Interval;
import dev.meridian.model.calendar.Zone;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Calendar weeks of ISO 8601, from Monday to Sunday, as stretches of time in one zone. */
public final class Weeks {

    private static final Pattern FORM = Pattern.compile("\\d{4}-W\\d\\d");
    private static final int DAYS = 7;

    private Weeks() {}

    /** The Monday of {@code 2026-W48}; empty for anything that is no week. */
    public static Optional<LocalDate> monday(String week) {
        if (!FORM.matcher(week).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(week + "-1", DateTimeFormatter.ISO_WEEK_DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** From the beginning of that Monday until that of the next, by the clock of the zone. */
    public static Interval from(LocalDate monday, Zone zone) {
        return new Interval(start(monday, zone), start(monday.plusDays(DAYS), zone));
    }

    /** The first moment of a date; of the next where the zone skipped it. */
    private static Instant start(LocalDate date, Zone zone) {
        return zone.on(date).start().orElseGet(() -> start(date.plusDays(1), zone));
    }
}
