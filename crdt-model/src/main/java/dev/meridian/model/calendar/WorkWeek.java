package dev.meridian.model.calendar;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Working hours per weekday.
 *
 * @param shifts rising; those of a day neither touch nor overlap
 */
public record WorkWeek(List<Shift> shifts) {

    /** What counts for somebody who did not say (CAL-4): Monday to Friday, nine to five. */
    public static final WorkWeek USUAL = new WorkWeek(Stream.of(DayOfWeek.values())
            .limit(5)
            .map(day -> new Shift(day, 9 * 60, 17 * 60))
            .toList());

    /** In any order, overlapping or not: hours of a day that touch become one. */
    public WorkWeek {
        shifts = joined(shifts);
    }

    public static WorkWeek of(Collection<Shift> any) {
        return new WorkWeek(List.copyOf(any));
    }

    /** The hours of a weekday; none where nobody works. */
    public List<Shift> on(DayOfWeek day) {
        return shifts.stream().filter(each -> each.day() == day).toList();
    }

    private static List<Shift> joined(List<Shift> any) {
        List<Shift> joined = new ArrayList<>();
        for (Shift each : any.stream().sorted().toList()) {
            if (!joined.isEmpty()
                    && joined.getLast().day() == each.day()
                    && joined.getLast().toMinute() >= each.fromMinute()) {
                Shift last = joined.removeLast();
                joined.add(new Shift(each.day(), last.fromMinute(), Math.max(last.toMinute(), each.toMinute())));
            } else {
                joined.add(each);
            }
        }
        return List.copyOf(joined);
    }
}
