package dev.meridian.model.decision;

import dev.meridian.model.calendar.WorkCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The working days of a calendar from a moment on, found when they are first asked for: a decision asks for the same days many times, and
 * a day costs a look at the rules of its zone. Counts as {@link WorkCalendar#nthDayFrom} and {@link WorkCalendar#hadDays} do. Owned by its
 * fold; not thread-safe.
 */
final class DayLine {
    /** Whoever has no working day in so many is never at work. */
    private static final int DAYS_MAX = 3_660;

    private final WorkCalendar calendar;
    private final LocalDate first;
    private final List<Instant> starts = new ArrayList<>();
    private final List<Instant> ends = new ArrayList<>();
    private int looked;

    /** @param from nothing before this is asked */
    DayLine(WorkCalendar calendar, Instant from) {
        this.calendar = calendar;
        // The day on which it began may still be going on, and the day before, where clocks were put back over
        // midnight.
        this.first = calendar.zone().dateAt(from).minusDays(2);
    }

    WorkCalendar calendar() {
        return calendar;
    }

    /** The end of the nth working day of those that begin at or after a moment. */
    Optional<Instant> nthFrom(Instant from, int n) {
        return end(firstNotBefore(starts, from) + n - 1);
    }

    /** The end of the nth working day of those that end after a moment. */
    Optional<Instant> nthEndingAfter(Instant from, int n) {
        return end(firstAfter(from) + n - 1);
    }

    /** Whether there were so many working days between, the last of them over. */
    boolean had(int n, Instant from, Instant to) {
        return nthEndingAfter(from, n).filter(end -> !end.isAfter(to)).isPresent();
    }

    private Optional<Instant> end(int index) {
        while (ends.size() <= index && look()) {
            // one more day
        }
        return index < ends.size() ? Optional.of(ends.get(index)) : Optional.empty();
    }

    private int firstNotBefore(List<Instant> rising, Instant moment) {
        while ((rising.isEmpty() || rising.getLast().isBefore(moment)) && look()) {
            // one more day
        }
        int low = 0;
        int high = rising.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rising.get(middle).isBefore(moment)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int firstAfter(Instant moment) {
        return firstNotBefore(ends, moment.plusNanos(1));
    }

    private boolean look() {
        if (looked >= DAYS_MAX) {
            return false;
        }
        calendar.day(first.plusDays(looked)).ifPresent(day -> {
            starts.add(day.start());
            ends.add(day.end());
        });
        looked++;
        return true;
    }
}
