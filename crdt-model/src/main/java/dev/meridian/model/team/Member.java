package dev.meridian.model.team;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.calendar.DaysOff;
import dev.meridian.model.calendar.Shift;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.WorkCalendar;
import dev.meridian.model.calendar.WorkWeek;
import dev.meridian.model.calendar.Zone;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.value.Frontier;
import dev.meridian.model.value.Meta;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A person of the workspace.
 *
 * @param zone IANA time zone; empty where nobody said
 * @param week working hours as they are stored; none where nobody said
 * @param daysOff as they are stored
 * @param outOfHours what meetings cost them, rising
 * @param looked how far this person has looked, on whichever device; empty where they never said so
 */
public record Member(
        MemberId id,
        String name,
        String zone,
        Set<Shift> week,
        Set<DayRange> daysOff,
        List<OutOfHours> outOfHours,
        Set<DeviceId> devices,
        Optional<Frontier> looked,
        Meta meta) {

    public Member {
        week = Set.copyOf(week);
        daysOff = Set.copyOf(daysOff);
        outOfHours = outOfHours.stream().sorted().toList();
        devices = Set.copyOf(devices);
    }

    /** When they work by the clock: as they said, or the usual hours (CAL-4). */
    public WorkWeek workWeek() {
        return week.isEmpty() ? WorkWeek.USUAL : WorkWeek.of(week);
    }

    /** When they work. Empty where their zone is not known, and nothing can be computed: say so. */
    public Optional<WorkCalendar> calendar(TimeZones zones) {
        return Zone.of(zones, zone).map(known -> new WorkCalendar(known, workWeek(), DaysOff.of(daysOff)));
    }
}
