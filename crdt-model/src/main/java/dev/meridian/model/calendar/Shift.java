package dev.meridian.model.calendar;

import java.time.DayOfWeek;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Working hours on one weekday, by the clock of the person's zone.
 *
 * @param fromMinute of the day, 0 to 1439
 * @param toMinute of the day, not included, after {@code fromMinute}, at most 1440
 */
public record Shift(DayOfWeek day, int fromMinute, int toMinute) implements Comparable<Shift> {

    static final int DAY_MINUTES = 1_440;
    private static final int HOUR_MINUTES = 60;

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern FORM = Pattern.compile("([a-z]{3}) (\\d\\d):(\\d\\d)-(\\d\\d):(\\d\\d)");
    private static final Comparator<Shift> ORDER =
            Comparator.comparing(Shift::day).thenComparingInt(Shift::fromMinute).thenComparingInt(Shift::toMinute);

    public Shift {
        if (fromMinute < 0 || fromMinute >= toMinute || toMinute > DAY_MINUTES) {
            throw new IllegalArgumentException("not within a day: " + fromMinute + " to " + toMinute);
        }
    }

    /** From what {@link #toString()} gives; empty for anything else. */
    public static Optional<Shift> parse(String item) {
        Matcher form = FORM.matcher(item);
        if (!form.matches() || !DAYS.contains(form.group(1))) {
            return Optional.empty();
        }
        int from = minute(form.group(2), form.group(3));
        int to = minute(form.group(4), form.group(5));
        boolean fits = from >= 0 && from < to;
        DayOfWeek day = DayOfWeek.of(DAYS.indexOf(form.group(1)) + 1);
        return fits ? Optional.of(new Shift(day, from, to)) : Optional.empty();
    }

    /** Minute of the day; -1 where the clock never shows it. */
    static int minute(String hour, String minute) {
        int minutes = Integer.parseInt(hour) * HOUR_MINUTES + Integer.parseInt(minute);
        return Integer.parseInt(minute) < HOUR_MINUTES && minutes <= DAY_MINUTES ? minutes : -1;
    }

    /** The same of {@code 09:00}. */
    static int minuteOfDay(String clock) {
        return clock.matches("\\d\\d:\\d\\d") ? minute(clock.substring(0, 2), clock.substring(3)) : -1;
    }

    /** {@code 09:00}; the end of the day is {@code 24:00}. */
    static String clock(int minute) {
        return "%02d:%02d".formatted(minute / HOUR_MINUTES, minute % HOUR_MINUTES);
    }

    /** {@code Mon}. */
    static String shortName(DayOfWeek day) {
        String word = DAYS.get(day.getValue() - 1);
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    String hours() {
        return clock(fromMinute) + "-" + clock(toMinute);
    }

    @Override
    public int compareTo(Shift other) {
        return ORDER.compare(this, other);
    }

    /** As stored: {@code mon 09:00-17:00}. */
    @Override
    public String toString() {
        return DAYS.get(day.getValue() - 1) + " " + hours();
    }
}
