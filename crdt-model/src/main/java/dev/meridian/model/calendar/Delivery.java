package dev.meridian.model.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How the last digest of one person went (NOTIFY-1 to NOTIFY-5): when the next is due follows from it and their calendar.
 *
 * @param day the working day that it was for
 * @param attempts how often it was tried, from 1
 * @param at the last attempt
 * @param position of the log, up to which it told; of the one before where it failed
 */
public record Delivery(LocalDate day, Outcome outcome, int attempts, Instant at, long position) {

    /** How an attempt ended. */
    public enum Outcome {
        /** It was begun, and nobody knows how it ended. */
        BEGUN,
        SENT,
        /** There was nothing to tell. */
        QUIET,
        FAILED;

        /** {@code sent}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(30);
    private static final int DOUBLINGS_MAX = 5;
    private static final int PARTS = 5;

    /** From what {@link #toString()} gives; empty for anything else. */
    public static Optional<Delivery> parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            Optional<Outcome> outcome = Arrays.stream(Outcome.values())
                    .filter(each -> each.word().equals(parts[1]))
                    .findFirst();
            return outcome.map(known -> new Delivery(
                    LocalDate.parse(parts[0]),
                    known,
                    Integer.parseInt(parts[2]),
                    Instant.parse(parts[3]),
                    Long.parseLong(parts[4])));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * The working day for which a digest is due now: the one under way, once a working day, or again after a pause where it failed.
     *
     * @param last how the last one went; empty where there was none
     */
    public static Optional<WorkDay> due(WorkCalendar calendar, Optional<Delivery> last, Instant now) {
        return calendar.currentOrNextDay(now)
                .filter(day -> !now.isBefore(day.start()))
                .filter(day ->
                        last.map(before -> before.allows(day.date(), now)).orElse(true));
    }

    private boolean allows(LocalDate other, Instant now) {
        return day.isBefore(other) || (day.equals(other) && outcome == Outcome.FAILED && !now.isBefore(retryAt()));
    }

    /** When it is tried again where it failed: after one minute, two, four, at most thirty. */
    public Instant retryAt() {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS_MAX));
        return at.plus(pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX);
    }

    /** A first or further attempt for a day. */
    public static Delivery begun(LocalDate day, Optional<Delivery> last, Instant now) {
        int attempts = last.filter(before -> before.day.equals(day))
                .map(Delivery::attempts)
                .orElse(0);
        return new Delivery(
                day,
                Outcome.BEGUN,
                attempts + 1,
                now,
                last.map(Delivery::position).orElse(0L));
    }

    /** It ended so. */
    public Delivery ended(Outcome how, long told) {
        return new Delivery(day, how, attempts, at, how == Outcome.FAILED ? position : told);
    }

    /** As kept: {@code 2026-11-23 sent 1 2026-11-23T09:00:00Z 12}. */
    @Override
    public String toString() {
        return String.join(
                " ", day.toString(), outcome.word(), String.valueOf(attempts), at.toString(), String.valueOf(position));
    }
}
