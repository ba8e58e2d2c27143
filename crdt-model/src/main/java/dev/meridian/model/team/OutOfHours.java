package dev.meridian.model.team;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a meeting cost somebody.
 *
 * @param meeting its start
 * @param minutes of it that were out of their working hours, 1 to 1440
 */
public record OutOfHours(Instant meeting, int minutes) implements Comparable<OutOfHours> {

    private static final int MINUTES_MAX = 1_440;
    private static final Comparator<OutOfHours> ORDER =
            Comparator.comparing(OutOfHours::meeting).thenComparingInt(OutOfHours::minutes);

    /** From the key and the value of the item; null for anything else. */
    static @Nullable OutOfHours read(String key, OptionalDouble value) {
        if (value.isEmpty() || !(value.getAsDouble() >= 1) || value.getAsDouble() > MINUTES_MAX) {
            return null;
        }
        try {
            Instant meeting = Instant.parse(key);
            boolean stored = meeting.toString().equals(key)
                    && meeting.truncatedTo(ChronoUnit.MINUTES).equals(meeting);
            return stored ? new OutOfHours(meeting, (int) value.getAsDouble()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public int compareTo(OutOfHours other) {
        return ORDER.compare(this, other);
    }
}
