package dev.meridian.model.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that a team does again and again, at one time of day in one zone (RHYTHM-1 to RHYTHM-4).
 *
 * @param anchor the date of its first occurrence; the others follow from it
 * @param minuteOfDay when it begins by the clock of the zone, 0 to 1439; an update is due then
 * @param minutes how long it takes, 0 to 1440
 * @param zone IANA name
 */
public record Cycle(Period every, LocalDate anchor, int minuteOfDay, int minutes, String zone) {

    private static final int WEEK_DAYS = 7;
    private static final int PARTS = 5;
    /** The fifth Monday of a month is its last: not every month has one. */
    private static final int WEEKS_OF_EVERY_MONTH = 4;

    public Cycle {
        if (minuteOfDay < 0 || minuteOfDay >= Shift.DAY_MINUTES || minutes < 0 || minutes > Shift.DAY_MINUTES) {
            throw new IllegalArgumentException("not within a day: " + minuteOfDay + ", " + minutes);
        }
    }

    /** From what {@link #toString()} gives; empty for anything else. */
    public static Optional<Cycle> parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != PARTS || !parts[3].matches("\\d{1,4}") || parts[4].isEmpty()) {
            return Optional.empty();
        }
        Optional<Period> every = Period.parse(parts[0]);
        Optional<LocalDate> anchor = DayRange.date(parts[1]);
        int at = Shift.minuteOfDay(parts[2]);
        int minutes = Integer.parseInt(parts[3]);
        boolean fits = at >= 0 && at < Shift.DAY_MINUTES && minutes <= Shift.DAY_MINUTES;
        return every.isEmpty() || anchor.isEmpty() || !fits
                ? Optional.empty()
                : Optional.of(new Cycle(every.get(), anchor.get(), at, minutes, parts[4]));
    }

    /** {@code 10:00}. */
    public String clock() {
        return Shift.clock(minuteOfDay);
    }

    /**
     * The date of an occurrence. In months: the same weekday, as many weeks into the month as the anchor is; the last of the month where the
     * anchor is a fifth.
     *
     * @param number from 0, the anchor
     */
    public LocalDate date(int number) {
        return switch (every.unit()) {
            case WEEKS -> anchor.plusWeeks((long) number * every.count());
            case MONTHS -> {
                YearMonth month = YearMonth.from(anchor).plusMonths((long) number * every.count());
                int week = (anchor.getDayOfMonth() - 1) / WEEK_DAYS + 1;
                DayOfWeek day = anchor.getDayOfWeek();
                yield month.atDay(1)
                        .with(
                                week > WEEKS_OF_EVERY_MONTH
                                        ? TemporalAdjusters.lastInMonth(day)
                                        : TemporalAdjusters.dayOfWeekInMonth(week, day));
            }
        };
    }

    /**
     * An occurrence. A time of day that the clock skips counts as before the clock was changed, one that it shows twice as the first of both
     * (RFC 5545, 3.3.5).
     *
     * @param number from 0, the anchor
     * @param rules the zone of {@link #zone()}
     */
    public Occurrence occurrence(int number, Zone rules) {
        LocalDate date = date(number);
        LocalDateTime clock = date.atStartOfDay().plusMinutes(minuteOfDay);
        // Java takes the offset before the change in both cases.
        Instant start = clock.toInstant(rules.rules().getOffset(clock));
        return new Occurrence(number, date, start, start.plus(minutes, ChronoUnit.MINUTES));
    }

    /** The first that starts at or after an instant. */
    public Occurrence next(Zone rules, Instant from) {
        int number = Math.max(0, guess(rules, from) - 1);
        while (occurrence(number, rules).start().isBefore(from)) {
            number++;
        }
        return occurrence(number, rules);
    }

    /** As many, from the first that starts at or after an instant. */
    public List<Occurrence> next(Zone rules, Instant from, int count) {
        int first = next(rules, from).number();
        List<Occurrence> found = new ArrayList<>();
        for (int number = first; number < first + count; number++) {
            found.add(occurrence(number, rules));
        }
        return List.copyOf(found);
    }

    /** The last that started at or before an instant; empty before the anchor. */
    public Optional<Occurrence> last(Zone rules, Instant until) {
        int next = next(rules, until.plusNanos(1)).number();
        return next == 0 ? Optional.empty() : Optional.of(occurrence(next - 1, rules));
    }

    /** Not after the occurrence that is looked for, by more than one. */
    private int guess(Zone rules, Instant from) {
        LocalDate date = rules.dateAt(from);
        long periods = switch (every.unit()) {
            case WEEKS -> ChronoUnit.WEEKS.between(anchor, date);
            case MONTHS -> ChronoUnit.MONTHS.between(YearMonth.from(anchor), YearMonth.from(date));
        };
        return Math.toIntExact(Math.max(0, Math.floorDiv(periods, every.count())));
    }

    /** As stored: {@code 2w 2026-11-26 10:00 30 Europe/Zurich}. */
    @Override
    public String toString() {
        return String.join(" ", every.toString(), anchor.toString(), clock(), String.valueOf(minutes), zone);
    }
}
