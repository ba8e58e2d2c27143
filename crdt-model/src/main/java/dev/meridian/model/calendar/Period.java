package dev.meridian.model.calendar;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far one occurrence of a cycle is from the next.
 *
 * @param count 1 to 99
 */
public record Period(int count, Unit unit) {

    /** Weeks or months. */
    public enum Unit {
        WEEKS("w"),
        MONTHS("m");

        private final String letter;

        Unit(String letter) {
            this.letter = letter;
        }
    }

    private static final int COUNT_MAX = 99;
    private static final Pattern FORM = Pattern.compile("([1-9]\\d?)([wm])");

    public Period {
        if (count < 1 || count > COUNT_MAX) {
            throw new IllegalArgumentException("a period is 1 to " + COUNT_MAX + " weeks or months: " + count);
        }
    }

    /** {@code 2w} or {@code 3m}; empty for anything else. */
    public static Optional<Period> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        Unit unit = form.group(2).equals(Unit.WEEKS.letter) ? Unit.WEEKS : Unit.MONTHS;
        return Optional.of(new Period(Integer.parseInt(form.group(1)), unit));
    }

    /** As stored: {@code 2w}. */
    @Override
    public String toString() {
        return count + unit.letter;
    }
}
