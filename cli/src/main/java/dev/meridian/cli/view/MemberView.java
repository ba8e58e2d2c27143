package dev.meridian.cli.view;

import dev.meridian.cli.output.Json;
import dev.meridian.model.calendar.CalendarText;
import dev.meridian.model.calendar.DaysOff;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.WorkCalendar;
import dev.meridian.model.calendar.WorkDay;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.team.Member;
import dev.meridian.model.zones.WorldClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A member as a person reads them: where, what time it is there, when they work. */
public record MemberView(Member member, Optional<MemberId> me, Instant now) {

    private static final int LISTED_MAX = 3;

    /** By the rules of zones that this machine has. */
    public Optional<WorkCalendar> calendar() {
        return member.calendar(TimeZones.installed());
    }

    public boolean isMe() {
        return me.equals(Optional.of(member.id()));
    }

    /** The zone, or that there is none to compute with. */
    public String zone() {
        if (member.zone().isEmpty()) {
            return "no time zone";
        }
        return calendar().isPresent() ? member.zone() : member.zone() + " (not known here)";
    }

    /** {@code Thu 04:00, works until 17:00}; empty without a zone. */
    public String standing() {
        return calendar().map(calendar -> standing(calendar)).orElse("");
    }

    private String standing(WorkCalendar calendar) {
        WorldClock there = new WorldClock(calendar.zone(), now);
        String time = there.day(now).substring(0, 3) + " " + there.time(now);
        Optional<WorkDay> day = calendar.currentOrNextDay(now);
        if (day.isEmpty()) {
            return time + ", away";
        }
        boolean begun = !now.isBefore(day.get().start());
        boolean today = day.get().date().equals(calendar.zone().dateAt(now));
        String back =
                today ? there.time(day.get().start()) : there.show(day.get().start());
        return begun ? time + ", at work until " + there.time(day.get().end()) : time + ", back " + back;
    }

    public String hours() {
        return CalendarText.print(member.workWeek()) + (member.week().isEmpty() ? " (usual)" : "");
    }

    /** Days off that are not over, the next first. */
    public List<String> daysOff() {
        LocalDate today =
                calendar().map(calendar -> calendar.zone().dateAt(now)).orElseGet(() -> LocalDate.EPOCH);
        return DaysOff.of(member.daysOff()).ranges().stream()
                .filter(range -> !range.last().isBefore(today))
                .map(Object::toString)
                .toList();
    }

    /** Some of them. */
    public String nextDaysOff() {
        List<String> all = daysOff();
        String some = String.join(", ", all.subList(0, Math.min(all.size(), LISTED_MAX)));
        return all.size() > LISTED_MAX ? some + " and " + (all.size() - LISTED_MAX) + " more" : some;
    }

    public Json.Fields json() {
        Optional<WorkDay> day = calendar().flatMap(calendar -> calendar.currentOrNextDay(now));
        return Json.object()
                .put("id", member.id().hex())
                .put("name", member.name())
                .put("me", isMe())
                .put("zone", Optional.of(member.zone()).filter(zone -> !zone.isEmpty()))
                .put("zoneKnown", calendar().isPresent())
                .put("hours", CalendarText.print(member.workWeek()))
                .put("hoursAreUsual", member.week().isEmpty())
                .put("daysOff", daysOff())
                .put("atWork", calendar().map(calendar -> calendar.worksAt(now)))
                .put(
                        "day",
                        day.map(each -> Json.object()
                                .put("date", each.date().toString())
                                .put("start", each.start().toString())
                                .put("end", each.end().toString())));
    }
}
