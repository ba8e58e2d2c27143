package dev.meridian.model.team;

import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.WorkCalendar;
import dev.meridian.model.id.MemberId;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When some members work.
 *
 * @param known calendars by member
 * @param unknown who has no zone, or one that the time zone database does not know, or is no member: name them, do not guess (CAL-4)
 */
public record MemberCalendars(SortedMap<MemberId, WorkCalendar> known, SortedSet<MemberId> unknown) {

    public MemberCalendars {
        known = Collections.unmodifiableSortedMap(new TreeMap<>(known));
        unknown = Collections.unmodifiableSortedSet(new TreeSet<>(unknown));
    }

    public static MemberCalendars of(Team team, Collection<MemberId> members, TimeZones zones) {
        SortedMap<MemberId, WorkCalendar> known = new TreeMap<>();
        SortedSet<MemberId> unknown = new TreeSet<>();
        for (MemberId id : members) {
            team.member(id)
                    .flatMap(member -> member.calendar(zones))
                    .ifPresentOrElse(calendar -> known.put(id, calendar), () -> unknown.add(id));
        }
        return new MemberCalendars(known, unknown);
    }
}
