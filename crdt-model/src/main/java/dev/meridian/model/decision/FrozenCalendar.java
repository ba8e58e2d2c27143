package dev.meridian.model.decision;

import dev.meridian.model.calendar.DaysOff;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.WorkCalendar;
import dev.meridian.model.calendar.WorkWeek;
import dev.meridian.model.calendar.Zone;
import java.util.Optional;

/**
 * Somebody's calendar as it was when the decision opened.
 *
 * @param zone IANA name; may be one that this machine does not know
 */
public record FrozenCalendar(String zone, WorkWeek week, DaysOff daysOff) {

    /** With the rules of this time zone database; in UTC where it does not know the zone. */
    Optional<WorkCalendar> on(TimeZones zones) {
        return Zone.of(zones, zone)
                .or(() -> Zone.of(zones, "UTC"))
                .map(known -> new WorkCalendar(known, week, daysOff));
    }
}
