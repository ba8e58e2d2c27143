package dev.meridian.model.zones;

import dev.meridian.model.calendar.Interval;
import dev.meridian.model.calendar.Intervals;
import dev.meridian.model.calendar.WorkCalendar;
import dev.meridian.model.id.MemberId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * People whose hours are looked at together.
 *
 * @param calendars at least one
 */
public record Crew(SortedMap<MemberId, WorkCalendar> calendars) {

    public Crew {
        if (calendars.isEmpty()) {
            throw new IllegalArgumentException("nobody's hours are those of nobody");
        }
        calendars = Collections.unmodifiableSortedMap(new TreeMap<>(calendars));
    }

    public static Crew of(Map<MemberId, WorkCalendar> calendars) {
        return new Crew(new TreeMap<>(calendars));
    }

    /** When all of them work (ZONES-2): exact, whatever the clocks of their zones do meanwhile. */
    public Intervals overlap(Interval stretch) {
        Intervals common = new Intervals(List.of(stretch));
        for (WorkCalendar calendar : calendars.values()) {
            common = common.and(calendar.working(stretch));
        }
        return common;
    }
}
