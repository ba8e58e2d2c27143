package dev.meridian.model.zones;

import dev.meridian.model.calendar.Interval;
import dev.meridian.model.calendar.Intervals;
import dev.meridian.model.calendar.WorkCalendar;
import dev.meridian.model.id.MemberId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody for whom a slot is looked for.
 *
 * @param paidMinutes what meetings cost them before
 * @param working their working time, some days around the stretch included
 * @param nights between 22:00 and 06:00, as far as they do not work then
 */
record Attendee(MemberId member, int paidMinutes, Intervals working, Intervals nights) {

    private static final Duration AROUND = Duration.ofDays(7);
    private static final int NIGHT_ENDS_MINUTE = 6 * 60;
    private static final int NIGHT_STARTS_MINUTE = 22 * 60;
    private static final int DAY_MINUTES = 24 * 60;
    private static final int MINUTE_SECONDS = 60;

    static Attendee of(MemberId member, WorkCalendar calendar, int paidMinutes, Interval stretch) {
        Interval around =
                new Interval(stretch.start().minus(AROUND), stretch.end().plus(AROUND));
        Intervals working = calendar.working(around);
        List<Interval> nights = new ArrayList<>();
        LocalDate last = calendar.zone().dateAt(stretch.end()).plusDays(2);
        for (LocalDate date = calendar.zone().dateAt(stretch.start()).minusDays(2);
                !date.isAfter(last);
                date = date.plusDays(1)) {
            nights.addAll(calendar.zone().on(date, 0, NIGHT_ENDS_MINUTE).list());
            nights.addAll(
                    calendar.zone().on(date, NIGHT_STARTS_MINUTE, DAY_MINUTES).list());
        }
        return new Attendee(member, paidMinutes, working, new Intervals(nights).and(working.gapsIn(around)));
    }

    int outOfHours(Interval time) {
        return minutes(time.length().minus(working.within(time).length()));
    }

    boolean isAtNight(Interval time) {
        return !nights.within(time).isEmpty();
    }

    /** From the nearest working time; the days that are looked at where there is none. */
    int awayMinutes(Interval time) {
        Duration away = AROUND;
        for (Interval each : working.list()) {
            Duration before = Duration.between(each.end(), time.start());
            Duration after = Duration.between(time.end(), each.start());
            Duration apart = before.compareTo(after) > 0 ? before : after;
            away = away.compareTo(apart) < 0 ? away : apart;
        }
        return minutes(away.isNegative() ? Duration.ZERO : away);
    }

    /** Whole minutes; a begun one counts. */
    private static int minutes(Duration duration) {
        return Math.toIntExact(Math.ceilDiv(duration.toSeconds(), MINUTE_SECONDS));
    }
}
