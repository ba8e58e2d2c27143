package dev.meridian.model.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Days on which somebody does not work, by the calendar of their zone.
 *
 * @param ranges rising; with at least a day between one and the next
 */
public record DaysOff(List<DayRange> ranges) {

    public static final DaysOff NONE = new DaysOff(List.of());

    /** In any order, overlapping or not: those that follow each other become one. */
    public DaysOff {
        ranges = joined(ranges);
    }

    public static DaysOff of(Collection<DayRange> any) {
        return new DaysOff(List.copyOf(any));
    }

    public boolean contains(LocalDate date) {
        int low = 0;
        int high = ranges.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ranges.get(middle).last().isBefore(date)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < ranges.size() && ranges.get(low).contains(date);
    }

    private static List<DayRange> joined(List<DayRange> any) {
        List<DayRange> joined = new ArrayList<>();
        for (DayRange each : any.stream().sorted().toList()) {
            if (!joined.isEmpty() && !joined.getLast().last().plusDays(1).isBefore(each.first())) {
                DayRange last = joined.removeLast();
                LocalDate end = last.last().isBefore(each.last()) ? each.last() : last.last();
                joined.add(new DayRange(last.first(), end));
            } else {
                joined.add(each);
            }
        }
        return List.copyOf(joined);
    }
}
