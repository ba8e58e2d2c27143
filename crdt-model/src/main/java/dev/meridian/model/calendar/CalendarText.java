package dev.meridian.model.calendar;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Working weeks as people write them: {@code Mon-Thu 09:00-17:00, Fri 09:00-13:00}. */
public final class CalendarText {

    private static final String DAY = "([A-Za-z]{3,9})";
    private static final String TIME = "(\\d{1,2})(?::(\\d\\d))?";
    private static final Pattern PART =
            Pattern.compile(DAY + "(?:\\s*-\\s*" + DAY + ")?\\s+" + TIME + "\\s*-\\s*" + TIME);

    private CalendarText() {}

    /**
     * Parts with commas between them: a weekday or a range of them, then the hours. Names of days in English, at least three letters. A range
     * may go over the week's end ({@code Sun-Thu}). Hours over midnight are written as two parts.
     *
     * @return empty where it is anything else
     */
    public static Optional<WorkWeek> week(String text) {
        List<Shift> shifts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Optional<List<Shift>> each = part(part.strip());
            if (each.isEmpty()) {
                return Optional.empty();
            }
            shifts.addAll(each.get());
        }
        return Optional.of(new WorkWeek(shifts));
    }

    private static Optional<List<Shift>> part(String part) {
        Matcher form = PART.matcher(part);
        if (!form.matches()) {
            return Optional.empty();
        }
        Optional<DayOfWeek> first = day(form.group(1));
        Optional<DayOfWeek> last = form.group(2) == null ? first : day(form.group(2));
        int from = minute(form.group(3), form.group(4));
        int to = minute(form.group(5), form.group(6));
        if (first.isEmpty() || last.isEmpty() || from < 0 || from >= to) {
            return Optional.empty();
        }
        List<Shift> shifts = new ArrayList<>();
        int days = Math.floorMod(last.get().getValue() - first.get().getValue(), DayOfWeek.values().length);
        for (int ahead = 0; ahead <= days; ahead++) {
            shifts.add(new Shift(first.get().plus(ahead), from, to));
        }
        return Optional.of(shifts);
    }

    private static int minute(String hour, String minute) {
        return Shift.minute(hour, minute == null ? "00" : minute);
    }

    private static Optional<DayOfWeek> day(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().startsWith(upper)) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    /** {@code Mon-Thu 09:00-17:00, Fri 09:00-13:00}: what {@link #week} reads; empty for a week without hours. */
    public static String print(WorkWeek week) {
        List<String> parts = new ArrayList<>();
        DayOfWeek[] days = DayOfWeek.values();
        for (int first = 0; first < days.length; first++) {
            String hours = hours(week, days[first]);
            int last = first;
            while (last + 1 < days.length && hours(week, days[last + 1]).equals(hours)) {
                last++;
            }
            if (!hours.isEmpty()) {
                String name = Shift.shortName(days[first]) + (last > first ? "-" + Shift.shortName(days[last]) : "");
                week.on(days[first]).forEach(shift -> parts.add(name + " " + shift.hours()));
            }
            first = last;
        }
        return String.join(", ", parts);
    }

    private static String hours(WorkWeek week, DayOfWeek day) {
        return week.on(day).stream().map(Shift::hours).collect(Collectors.joining(" "));
    }
}
