package dev.meridian.model.zones;

import dev.meridian.model.calendar.Interval;
import dev.meridian.model.id.MemberId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A time for a meeting, and what it costs.
 *
 * @param outOfHours minutes of it outside of somebody's working hours; only who pays is in it
 * @param atNight who is out of their hours between 22:00 and 06:00 by their clock
 * @param worstTotal the greatest, over who pays, of what they paid before and would pay now, in minutes
 * @param awayMinutes how far it is from the working time that is nearest to it, for whom that is furthest
 */
public record Slot(
        Interval time,
        SortedMap<MemberId, Integer> outOfHours,
        SortedSet<MemberId> atNight,
        int worstTotal,
        int awayMinutes) {

    public Slot {
        outOfHours = Collections.unmodifiableSortedMap(new TreeMap<>(outOfHours));
        atNight = Collections.unmodifiableSortedSet(new TreeSet<>(atNight));
    }

    /** Everybody is at work. */
    public boolean isFree() {
        return outOfHours.isEmpty();
    }

    int sumMinutes() {
        return outOfHours.values().stream().mapToInt(Integer::intValue).sum();
    }
}
