package dev.meridian.model.formats.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as trackers and spreadsheets write them; a time of day after them is ignored. */
final class Dates {

    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:[T ].*)?");
    private static final Pattern DAY_NAMED_MONTH =
            Pattern.compile("(?:\\p{L}{2,9},? )?(\\d{1,2})[-/. ]+(\\p{L}{3,9})\\.?[-/., ]+(\\d{2}|\\d{4})(?:[, ].*)?");
    private static final Pattern NAMED_MONTH_DAY =
            Pattern.compile("(?:\\p{L}{2,9},? )?(\\p{L}{3,9})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?:[, ].*)?");
    private static final Pattern DOTTED = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{2}|\\d{4})(?:[, ].*)?");
    private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})[/-](\\d{1,2})[/-](\\d{2}|\\d{4})(?:[, ].*)?");
    /** As JavaScript prints an instant: of a day, that is midnight where whoever exported it was. */
    private static final Pattern OF_INSTANT = Pattern.compile(".* (\\d{2}):\\d{2}:\\d{2} GMT\\+0000(?: .*)?");

    private static final int NOON = 12;
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final int CENTURY = 2000;

    /** What comes first in {@code 3/4/2026}. */
    enum Slashes {
        DAY_FIRST,
        MONTH_FIRST,
        /** No date of the column tells. */
        UNKNOWN
    }

    private Dates() {}

    /** From all dates of a column: where a number is above 12 it is no month. */
    static Slashes slashes(List<String> cells) {
        boolean dayFirst = false;
        boolean monthFirst = false;
        for (String cell : cells) {
            Matcher date = SLASHED.matcher(cell.strip());
            if (date.matches()) {
                dayFirst |= Integer.parseInt(date.group(1)) > 12;
                monthFirst |= Integer.parseInt(date.group(2)) > 12;
            }
        }
        if (dayFirst == monthFirst) {
            return Slashes.UNKNOWN;
        }
        return dayFirst ? Slashes.DAY_FIRST : Slashes.MONTH_FIRST;
    }

    /** Whether only the rest of the column could tell what this date is. */
    static boolean isAmbiguous(String text) {
        return SLASHED.matcher(text.strip()).matches();
    }

    static Optional<LocalDate> read(String text, Slashes slashes) {
        String date = text.strip();
        Matcher yearFirst = YEAR_FIRST.matcher(date);
        if (yearFirst.matches()) {
            return of(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3));
        }
        Matcher dayFirst = DAY_NAMED_MONTH.matcher(date);
        if (dayFirst.matches()) {
            return of(dayFirst.group(3), month(dayFirst.group(2)), dayFirst.group(1));
        }
        Matcher monthFirst = NAMED_MONTH_DAY.matcher(date);
        if (monthFirst.matches()) {
            Matcher instant = OF_INSTANT.matcher(date);
            boolean evening = instant.matches() && Integer.parseInt(instant.group(1)) >= NOON;
            return of(monthFirst.group(3), month(monthFirst.group(1)), monthFirst.group(2))
                    .map(day -> evening ? day.plusDays(1) : day);
        }
        Matcher dotted = DOTTED.matcher(date);
        if (dotted.matches()) {
            return of(dotted.group(3), dotted.group(2), dotted.group(1));
        }
        Matcher slashed = SLASHED.matcher(date);
        if (slashed.matches() && slashes != Slashes.UNKNOWN) {
            boolean day = slashes == Slashes.DAY_FIRST;
            return of(slashed.group(3), slashed.group(day ? 2 : 1), slashed.group(day ? 1 : 2));
        }
        return Optional.empty();
    }

    private static String month(String name) {
        return Integer.toString(MONTHS.indexOf(name.toLowerCase(Locale.ROOT).substring(0, 3)) + 1);
    }

    private static Optional<LocalDate> of(String year, String month, String day) {
        int fullYear = Integer.parseInt(year) + (year.length() == 2 ? CENTURY : 0);
        try {
            return Optional.of(LocalDate.of(fullYear, Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}
