package dev.meridian.model.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When one person works (CAL-1). An instant is working time if, in their zone, the calendar then shows a date that is not off and the clock a
 * time within the hours of that weekday; a date with any working time is a working day. What happens where clocks are changed follows: hours
 * that the clock skips are not worked, hours that it shows twice are worked twice.
 */
public record WorkCalendar(Zone zone, WorkWeek week, DaysOff daysOff) {

    /** How far ahead working days are looked for, in days: who has none in ten years counts as never at work. */
    static final int HORIZON_DAYS = 3_660;

    /** The working day of a date, if it is one. */
    public Optional<WorkDay> day(LocalDate date) {
        if (daysOff.contains(date)) {
            return Optional.empty();
        }
        List<Interval> hours = new ArrayList<>();
        for (Shift shift : week.on(date.getDayOfWeek())) {
            hours.addAll(zone.on(date, shift.fromMinute(), shift.toMinute()).list());
        }
        Intervals all = new Intervals(hours);
        return all.start().flatMap(start -> all.end().map(end -> new WorkDay(date, start, end, all)));
    }

    /** Whether they work at this moment. */
    public boolean worksAt(Instant instant) {
        return day(zone.dateAt(instant))
                .filter(day -> day.hours().contains(instant))
                .isPresent();
    }

    /** Working time in a stretch of time. */
    public Intervals working(Interval stretch) {
        List<Interval> all = new ArrayList<>();
        LocalDate last = zone.dateAt(stretch.end()).plusDays(1);
        for (LocalDate date = firstDate(stretch.start()); !date.isAfter(last); date = date.plusDays(1)) {
            day(date).ifPresent(day -> all.addAll(day.hours().list()));
        }
        return new Intervals(all).within(stretch);
    }

    /**
     * The nth working day of those that start at or after an instant (CAL-5): a day that has begun by then does not count.
     *
     * @param n from 1
     * @return empty where there are not so many in the next ten years
     */
    public Optional<WorkDay> nthDayFrom(Instant instant, int n) {
        if (n < 1) {
            throw new IllegalArgumentException("working days are counted from 1: " + n);
        }
        int left = n;
        LocalDate first = firstDate(instant);
        for (int ahead = 0; ahead <= HORIZON_DAYS; ahead++) {
            Optional<WorkDay> day = day(first.plusDays(ahead));
            if (day.isPresent() && !day.get().start().isBefore(instant) && --left == 0) {
                return day;
            }
        }
        return Optional.empty();
    }

    /** The working day that they are in, breaks included, or else the next. */
    public Optional<WorkDay> currentOrNextDay(Instant instant) {
        LocalDate first = firstDate(instant);
        for (int ahead = 0; ahead <= HORIZON_DAYS; ahead++) {
            Optional<WorkDay> day = day(first.plusDays(ahead));
            if (day.isPresent() && instant.isBefore(day.get().end())) {
                return day;
            }
        }
        return Optional.empty();
    }

    /**
     * How many working days they had between two instants to act in (CAL-6): those that end after {@code from} and not after {@code to}. The
     * day on which something reached them counts as long as any of it was left.
     */
    public int daysBetween(Instant from, Instant to) {
        return counted(from, to, Integer.MAX_VALUE);
    }

    /** Whether they had at least so many working days between two instants, counted as {@link #daysBetween} does. */
    public boolean hadDays(int atLeast, Instant from, Instant to) {
        return counted(from, to, atLeast) >= atLeast;
    }

    private int counted(Instant from, Instant to, int enough) {
        int days = 0;
        LocalDate last = zone.dateAt(to).plusDays(1);
        for (LocalDate date = firstDate(from); days < enough && !date.isAfter(last); date = date.plusDays(1)) {
            Optional<WorkDay> day = day(date);
            if (day.isPresent()
                    && day.get().end().isAfter(from)
                    && !day.get().end().isAfter(to)) {
                days++;
            }
        }
        return days;
    }

    /** The earliest date that may still show later: a clock that is put back over midnight returns to the day before. */
    private LocalDate firstDate(Instant from) {
        return zone.dateAt(from).minusDays(1);
    }
}
