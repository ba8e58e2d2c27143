package dev.meridian.model.value;

import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an owner of a card says of it in one week's update: why it moved, or did not.
 *
 * @param week ISO 8601, for example {@code 2026-W48}
 * @param text one line
 */
public record UpdateLine(String week, MemberId member, String text) implements Comparable<UpdateLine> {

    private static final Pattern WEEK = Pattern.compile("\\d{4}-W(0[1-9]|[1-4]\\d|5[0-3])");
    private static final int WEEK_LENGTH = 8;

    public UpdateLine {
        if (!isWeek(week)) {
            throw new IllegalArgumentException("no week: " + week);
        }
    }

    /** Whether it is written as a week is; also one that its year does not have. */
    public static boolean isWeek(String text) {
        return WEEK.matcher(text).matches();
    }

    /** The week that a date is in. */
    public static String weekOf(LocalDate date) {
        return "%04d-W%02d".formatted(date.get(IsoFields.WEEK_BASED_YEAR), date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    /** The Monday that a week begins with; empty where its year has no such week. */
    public static Optional<LocalDate> monday(String week) {
        try {
            return Optional.of(LocalDate.parse(week + "-1", DateTimeFormatter.ISO_WEEK_DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The item of the set in which it stands: {@code 2026-W48:<member>}. */
    public static String item(String week, MemberId member) {
        return week + ":" + member.hex();
    }

    /** A line by its item; empty where it is none. */
    public static Optional<UpdateLine> of(String item, String text) {
        boolean fits = item.length() > WEEK_LENGTH
                && item.charAt(WEEK_LENGTH) == ':'
                && isWeek(item.substring(0, WEEK_LENGTH))
                && Ids.isId(item.substring(WEEK_LENGTH + 1));
        return fits
                ? Optional.of(new UpdateLine(
                        item.substring(0, WEEK_LENGTH), new MemberId(item.substring(WEEK_LENGTH + 1)), text))
                : Optional.empty();
    }

    @Override
    public int compareTo(UpdateLine other) {
        return Comparator.comparing(UpdateLine::week)
                .thenComparing(UpdateLine::member)
                .thenComparing(UpdateLine::text)
                .compare(this, other);
    }
}
