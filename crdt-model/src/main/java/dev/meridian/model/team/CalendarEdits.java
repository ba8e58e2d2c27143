package dev.meridian.model.team;

import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.calendar.Shift;
import dev.meridian.model.calendar.WorkWeek;
import dev.meridian.model.intent.TeamIntent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The intents that bring a member's calendar to what is wanted, from what is stored. */
public final class CalendarEdits {

    private CalendarEdits() {}

    /** These hours and no others; a week without any means the usual hours again. */
    public static List<TeamIntent> week(Member member, WorkWeek wanted) {
        Set<Shift> after = new TreeSet<>(wanted.shifts());
        List<TeamIntent> intents = new ArrayList<>();
        member.week().stream()
                .filter(each -> !after.contains(each))
                .sorted()
                .forEach(each -> intents.add(new TeamIntent.RemoveHours(member.id(), each)));
        after.stream()
                .filter(each -> !member.week().contains(each))
                .forEach(each -> intents.add(new TeamIntent.AddHours(member.id(), each)));
        return intents;
    }

    /** These days are off too. */
    public static List<TeamIntent> off(Member member, DayRange days) {
        return member.daysOff().contains(days) ? List.of() : List.of(new TeamIntent.AddDaysOff(member.id(), days));
    }

    /** These days are not off any more; what was off before and after them stays off. */
    public static List<TeamIntent> back(Member member, DayRange days) {
        List<TeamIntent> intents = new ArrayList<>();
        for (DayRange each : new TreeSet<>(member.daysOff())) {
            if (each.first().isAfter(days.last()) || each.last().isBefore(days.first())) {
                continue;
            }
            intents.add(new TeamIntent.RemoveDaysOff(member.id(), each));
            if (each.first().isBefore(days.first())) {
                intents.add(new TeamIntent.AddDaysOff(
                        member.id(), new DayRange(each.first(), days.first().minusDays(1))));
            }
            if (each.last().isAfter(days.last())) {
                intents.add(new TeamIntent.AddDaysOff(
                        member.id(), new DayRange(days.last().plusDays(1), each.last())));
            }
        }
        return intents;
    }
}
