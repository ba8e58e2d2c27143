package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.client.Since;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How people say when: a date, a date with a time, {@code 7d} ago, or a position of the log. */
record Moment(String typed) {

    static final String FORMS =
            "2027-03-01, 2027-03-01T09:30 (your zone), 2027-03-01T09:30Z, 36h, 7d or 2w ago, or a position of the log like 1204";

    private static final Pattern SPAN = Pattern.compile("(\\d{1,5})\\s*([hdw])");
    private static final Pattern POSITION = Pattern.compile("#?(\\d{1,15})");

    /** Since the beginning of a date. */
    Since since(Instant now, ZoneId zone) {
        return meant(now, zone, false);
    }

    /** As of the end of a date. */
    Since at(Instant now, ZoneId zone) {
        return meant(now, zone, true);
    }

    private Since meant(Instant now, ZoneId zone, boolean endOfDay) {
        String text = typed.strip();
        Matcher position = POSITION.matcher(text);
        if (position.matches()) {
            return new Since.Position(Long.parseLong(position.group(1)));
        }
        Instant instant = span(text)
                .map(now::minus)
                .or(() -> date(text)
                        .map(date -> (endOfDay ? date.plusDays(1) : date)
                                .atStartOfDay(zone)
                                .toInstant()
                                .minusMillis(endOfDay ? 1 : 0)))
                .or(() -> instant(text, zone))
                .orElseThrow(() -> new CommandFailed(ExitCode.USAGE, "\"" + typed + "\" is no moment; say " + FORMS));
        if (instant.isAfter(now)) {
            boolean today = endOfDay
                    && date(text).filter(LocalDate.ofInstant(now, zone)::equals).isPresent();
            if (!today) {
                throw new CommandFailed(ExitCode.USAGE, "\"" + typed + "\" is in the future");
            }
        }
        return new Since.Time(instant);
    }

    private static Optional<Duration> span(String text) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(span.group(1));
        return Optional.of(
                switch (span.group(2)) {
                    case "h" -> Duration.ofHours(number);
                    case "d" -> Duration.ofDays(number);
                    default -> Duration.ofDays(7L * number);
                });
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty(); // it may be something else
        }
    }

    private static Optional<Instant> instant(String text, ZoneId zone) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return local(text, zone);
        }
    }

    private static Optional<Instant> local(String text, ZoneId zone) {
        try {
            return Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty(); // the caller says what would be one
        }
    }
}
