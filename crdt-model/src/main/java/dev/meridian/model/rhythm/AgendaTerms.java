package dev.meridian.model.rhythm;

import dev.meridian.model.calendar.DaysOff;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.WorkCalendar;
import dev.meridian.model.calendar.WorkWeek;
import dev.meridian.model.calendar.Zone;
import dev.meridian.model.team.Team;
import java.util.Optional;

/**
 * What a team takes for granted about its meetings.
 *
 * @param minutesMax how long the meeting is
 * @param blockerDays a blocker is for the meeting once it has been open for so many working days
 * @param roundsMin a conversation, or an objection, is once it went round so often
 * @param largeEstimate a card of this estimate, in the team's own unit, begins with a meeting
 * @param zones by which working days are counted
 */
public record AgendaTerms(int minutesMax, int blockerDays, int roundsMin, double largeEstimate, TimeZones zones) {

    public AgendaTerms {
        if (minutesMax < 1 || blockerDays < 1 || roundsMin < 1 || !(largeEstimate > 0)) {
            throw new IllegalArgumentException("an agenda's terms are positive");
        }
    }

    /** Half an hour, three working days, three rounds, an estimate of 8. */
    public static AgendaTerms usual(TimeZones zones) {
        return new AgendaTerms(30, 3, 3, 8, zones);
    }

    /** When somebody works; who is no member, or whose zone is not known, Monday to Friday in UTC. */
    WorkCalendar calendar(Team team, Person person) {
        return person.member()
                .flatMap(team::member)
                .flatMap(member -> member.calendar(zones))
                .or(() -> Zone.of(zones, "UTC").map(utc -> new WorkCalendar(utc, WorkWeek.USUAL, DaysOff.NONE)))
                .orElseThrow(() -> new IllegalStateException("a time zone database without UTC"));
    }

    Optional<WorkCalendar> calendar(Team team, Optional<Person> person) {
        return person.map(each -> calendar(team, each));
    }
}
