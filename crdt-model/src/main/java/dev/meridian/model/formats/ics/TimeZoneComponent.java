package dev.meridian.model.formats.ics;

import dev.meridian.model.calendar.Zone;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A time zone as VTIMEZONE (RFC 5545, 3.6.5), from the rules that Java has, from a moment on. */
final class TimeZoneComponent {

    private static final LocalDateTime ALWAYS = LocalDateTime.of(1970, 1, 1, 0, 0);

    /** For how long a rule is compared with the pattern that is written for it. */
    private static final int YEARS_CHECKED = 60;

    private static final int WEEK = 7;

    private final ZoneRules rules;

    private TimeZoneComponent(ZoneRules rules) {
        this.rules = rules;
    }

    /** @param from what the zone did before this need not be told */
    static void write(IcsWriter out, Zone zone, Instant from) {
        out.begin("VTIMEZONE").line("TZID:" + zone.name());
        new TimeZoneComponent(zone.rules()).observances(out, from);
        out.end("VTIMEZONE");
    }

    private void observances(IcsWriter out, Instant from) {
        ZoneOffsetTransition before = rules.previousTransition(from.plusNanos(1));
        if (before == null) {
            ZoneOffset offset = rules.getOffset(from);
            observance(out, false, ALWAYS, offset, offset, List.of());
        }
        List<ZoneOffsetTransition> told = new ArrayList<>();
        for (ZoneOffsetTransition transition : rules.getTransitions()) {
            if (before != null && !transition.getInstant().isBefore(before.getInstant())) {
                told.add(transition);
            } else if (before == null && transition.getInstant().isAfter(from)) {
                told.add(transition);
            }
        }
        told.forEach(transition -> observance(out, transition, List.of()));
        int lastTold = rules.getTransitions().isEmpty()
                ? Integer.MIN_VALUE
                : rules.getTransitions().getLast().getDateTimeBefore().getYear();
        int year =
                Math.max(from.atOffset(ZoneOffset.UTC).getYear() - 1, lastTold == Integer.MIN_VALUE ? 0 : lastTold + 1);
        for (ZoneOffsetTransitionRule rule : rules.getTransitionRules()) {
            recurring(out, rule, year);
        }
    }

    /** A rule that holds every year, as a recurrence where one says the same, and date by date where none does. */
    private void recurring(IcsWriter out, ZoneOffsetTransitionRule rule, int year) {
        List<ZoneOffsetTransition> all = new ArrayList<>();
        for (int each = year; each < year + YEARS_CHECKED; each++) {
            all.add(rule.createTransition(each));
        }
        List<LocalDateTime> times =
                all.stream().map(ZoneOffsetTransition::getDateTimeBefore).toList();
        LocalDateTime first = times.getFirst();
        boolean even = times.stream()
                .allMatch(time -> time.getMonth() == first.getMonth()
                        && time.toLocalTime().equals(first.toLocalTime()));
        boolean sameDay = times.stream().allMatch(time -> time.getDayOfMonth() == first.getDayOfMonth());
        boolean sameWeekday = times.stream().allMatch(time -> time.getDayOfWeek() == first.getDayOfWeek());
        int low = times.stream().mapToInt(LocalDateTime::getDayOfMonth).min().orElseThrow();
        int high = times.stream().mapToInt(LocalDateTime::getDayOfMonth).max().orElseThrow();
        boolean last = times.stream()
                .allMatch(
                        time -> time.getDayOfMonth() + WEEK > time.toLocalDate().lengthOfMonth());
        String yearly = "FREQ=YEARLY;BYMONTH=" + first.getMonthValue();
        if (even && sameDay) {
            observance(out, all.getFirst(), List.of("RRULE:" + yearly + ";BYMONTHDAY=" + first.getDayOfMonth()));
        } else if (even && sameWeekday && last) {
            observance(out, all.getFirst(), List.of("RRULE:" + yearly + ";BYDAY=-1" + word(first.getDayOfWeek())));
        } else if (even && sameWeekday && low % WEEK == 1 && high < low + WEEK) {
            String nth = (low / WEEK + 1) + word(first.getDayOfWeek());
            observance(out, all.getFirst(), List.of("RRULE:" + yearly + ";BYDAY=" + nth));
        } else if (even && sameWeekday && high < low + WEEK) {
            List<String> days = new ArrayList<>();
            for (int day = low; day <= high; day++) {
                days.add(Integer.toString(day));
            }
            String rrule = yearly + ";BYMONTHDAY=" + String.join(",", days) + ";BYDAY=" + word(first.getDayOfWeek());
            observance(out, all.getFirst(), List.of("RRULE:" + rrule));
        } else {
            List<String> dates = times.stream()
                    .skip(1)
                    .map(time -> "RDATE:" + IcsTimes.local(time))
                    .toList();
            observance(out, all.getFirst(), dates);
        }
    }

    private void observance(IcsWriter out, ZoneOffsetTransition transition, List<String> more) {
        observance(
                out,
                rules.isDaylightSavings(transition.getInstant()),
                transition.getDateTimeBefore(),
                transition.getOffsetBefore(),
                transition.getOffsetAfter(),
                more);
    }

    private static void observance(
            IcsWriter out,
            boolean daylight,
            LocalDateTime start,
            ZoneOffset before,
            ZoneOffset after,
            List<String> more) {
        String name = daylight ? "DAYLIGHT" : "STANDARD";
        out.begin(name).line("DTSTART:" + IcsTimes.local(start));
        more.forEach(out::line);
        out.line("TZOFFSETFROM:" + IcsTimes.offset(before)).line("TZOFFSETTO:" + IcsTimes.offset(after));
        out.end(name);
    }

    /** {@code SU}. */
    static String word(DayOfWeek day) {
        return day.name().substring(0, 2).toUpperCase(Locale.ROOT);
    }
}
