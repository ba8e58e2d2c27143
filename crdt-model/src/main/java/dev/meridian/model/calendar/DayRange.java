package dev.meridian.model.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/**
 * Days in a row.
 *
 * @param last included, not before the first
 */
public record DayRange(LocalDate first, LocalDate last) implements Comparable<DayRange> {

    private static final int DATE_LENGTH = "2026-12-24".length();
    private static final String TO = "..";
    private static final Comparator<DayRange> ORDER =
            Comparator.comparing(DayRange::first).thenComparing(DayRange::last);

    public DayRange {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(first + " to " + last);
        }
    }

    /** {@code 2026-12-24} or {@code 2026-12-24..2027-01-02}; empty for anything else. */
    public static Optional<DayRange> parse(String item) {
        int to = item.indexOf(TO);
        Optional<LocalDate> first = date(to < 0 ? item : item.substring(0, to));
        Optional<LocalDate> last = to < 0 ? first : date(item.substring(to + TO.length()));
        return first.isEmpty() || last.isEmpty() || last.get().isBefore(first.get())
                ? Optional.empty()
                : Optional.of(new DayRange(first.get(), last.get()));
    }

    /** {@code 2026-12-24}; empty for anything else. */
    static Optional<LocalDate> date(String text) {
        if (text.length() != DATE_LENGTH || text.charAt(0) == '-' || text.charAt(0) == '+') {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public boolean contains(LocalDate date) {
        return !date.isBefore(first) && !date.isAfter(last);
    }

    @Override
    public int compareTo(DayRange other) {
        return ORDER.compare(this, other);
    }

    /** As stored: {@code 2026-12-24} or {@code 2026-12-24..2027-01-02}. */
    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + TO + last;
    }
}
