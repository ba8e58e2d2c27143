package dev.meridian.model.formats.ics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates, times and offsets as RFC 5545 writes them (3.3.4, 3.3.5, 3.3.14). */
final class IcsTimes {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private IcsTimes() {}

    static String date(LocalDate date) {
        return DATE.format(date);
    }

    static String local(LocalDateTime time) {
        return LOCAL.format(time);
    }

    static String utc(Instant instant) {
        return LOCAL.format(instant.atOffset(ZoneOffset.UTC)) + "Z";
    }

    /** {@code +0530}; with seconds where there are any. */
    static String offset(ZoneOffset offset) {
        int seconds = Math.abs(offset.getTotalSeconds());
        String text = String.format(
                Locale.ROOT, "%s%02d%02d", offset.getTotalSeconds() < 0 ? "-" : "+", seconds / 3600, seconds / 60 % 60);
        return seconds % 60 == 0 ? text : text + String.format(Locale.ROOT, "%02d", seconds % 60);
    }

    /**
     * When a revision is said to have been made. The state knows no clock, so each revision is a second after the one before: readers that compare
     * stamps see the later as the later, and two exports of one state are the same.
     */
    static String stamp(long revision) {
        return utc(FIRST.plusSeconds(revision));
    }
}
