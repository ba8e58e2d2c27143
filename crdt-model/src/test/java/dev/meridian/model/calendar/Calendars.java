package dev.meridian.model.calendar;

import java.util.stream.Stream;

/** Calendars for tests, from words. */
final class Calendars {

    private Calendars() {}

    static Zone zone(String name) {
        return Zone.of(TimeZones.installed(), name).orElseThrow();
    }

    /** Nine to five, Monday to Friday. */
    static WorkCalendar usual(String zone) {
        return new WorkCalendar(zone(zone), WorkWeek.USUAL, DaysOff.NONE);
    }

    static WorkCalendar calendar(String zone, String week, String... off) {
        return new WorkCalendar(zone(zone), CalendarText.week(week).orElseThrow(), off(off));
    }

    static DaysOff off(String... ranges) {
        return DaysOff.of(Stream.of(ranges)
                .map(each -> DayRange.parse(each).orElseThrow())
                .toList());
    }
}
