package dev.meridian.model.calendar;

import dev.meridian.model.id.MemberId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A deadline with what set it, as it is stored.
 *
 * @param setBy whose calendar set it; the least id where several end at that moment; none where the rule needs no calendar
 * @param version of the time zone database that it was computed with
 */
public record Deadline(DeadlineRule rule, Instant at, Optional<MemberId> setBy, String version) {

    /** Where a date ends last. */
    private static final ZoneOffset LAST_ON_EARTH = ZoneOffset.ofHours(-12);

    /**
     * What a rule gives. Where somebody's calendar is not known, or has no working days, they do not count here and are named: whoever asks says
     * so rather than guess.
     *
     * @param deadline none where nobody's calendar could set one
     * @param neverAtWork people whose calendar has too few working days in the next ten years
     */
    public record Answer(Optional<Deadline> deadline, SortedSet<MemberId> neverAtWork) {
        public Answer {
            neverAtWork = new TreeSet<>(neverAtWork);
        }
    }

    /**
     * Computes a deadline.
     *
     * @param from when the time begins to run
     * @param people whose working days count
     */
    public static Answer of(DeadlineRule rule, Instant from, Map<MemberId, WorkCalendar> people, TimeZones zones) {
        return switch (rule) {
            case DeadlineRule.Exactly exactly -> plain(rule, exactly.at(), zones);
            case DeadlineRule.Everywhere everywhere -> plain(rule, endEverywhere(everywhere.date()), zones);
            case DeadlineRule.WorkingDays window -> latest(window, from, people, zones);
        };
    }

    /** When a date has ended everywhere: noon UTC of the day after. */
    public static Instant endEverywhere(LocalDate date) {
        return date.plusDays(1).atStartOfDay().toInstant(LAST_ON_EARTH);
    }

    /**
     * This one after it was computed anew (CAL-10): a newer time zone database may move it later, never earlier. Otherwise it stands.
     *
     * @param anew of the same rule, people and beginning
     */
    public Deadline updated(Deadline anew) {
        return anew.version.compareTo(version) > 0 && anew.at.isAfter(at) ? anew : this;
    }

    private static Answer plain(DeadlineRule rule, Instant at, TimeZones zones) {
        return new Answer(Optional.of(new Deadline(rule, at, Optional.empty(), zones.version())), new TreeSet<>());
    }

    private static Answer latest(
            DeadlineRule.WorkingDays window, Instant from, Map<MemberId, WorkCalendar> people, TimeZones zones) {
        SortedMap<MemberId, Instant> ends = new TreeMap<>();
        SortedSet<MemberId> never = new TreeSet<>();
        people.forEach((person, calendar) -> calendar.nthDayFrom(from, window.days())
                .ifPresentOrElse(day -> ends.put(person, day.end()), () -> never.add(person)));
        Optional<Deadline> deadline = ends.entrySet().stream()
                .max(Map.Entry.<MemberId, Instant>comparingByValue()
                        .thenComparing(Map.Entry.<MemberId, Instant>comparingByKey(Comparator.reverseOrder())))
                .map(last -> new Deadline(window, last.getValue(), Optional.of(last.getKey()), zones.version()));
        return new Answer(deadline, never);
    }
}
