package dev.meridian.model.value;

import dev.meridian.model.automerge.DeviceId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That somebody did something: stored as {@code <word> <instant>} or {@code <word> <instant> <count>} in one register, so that all of it is of one
 * writer.
 *
 * @param word what was done
 * @param at by the writer's own clock, whole seconds
 * @param count what the word counts, 0 where it counts nothing
 * @param by the device that wrote it
 */
public record Stamp(String word, Instant at, int count, DeviceId by) {

    private static final Pattern FORM = Pattern.compile("([a-z]{1,20}) ([0-9TZ:-]{20})(?: ([0-9]{1,9}))?");

    /** As stored. */
    public static String print(String word, Instant at) {
        return word + " " + instant(at);
    }

    /** As stored. */
    public static String print(String word, Instant at, int count) {
        return print(word, at) + " " + count;
    }

    /** From what {@link #print} gives; empty for anything else. */
    public static Optional<Stamp> parse(String text, DeviceId by) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int count = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
        return parseInstant(form.group(2)).map(at -> new Stamp(form.group(1), at, count, by));
    }

    /** As stored: {@code 2027-01-08T09:30:00Z}, whole seconds. */
    public static String instant(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** From what {@link #instant} gives; empty for anything else. */
    public static Optional<Instant> parseInstant(String text) {
        if (text.length() != INSTANT_LENGTH || !text.endsWith("Z")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static final int INSTANT_LENGTH = "2027-01-08T09:30:00Z".length();
}
