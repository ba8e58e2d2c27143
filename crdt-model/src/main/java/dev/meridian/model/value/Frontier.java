package dev.meridian.model.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far somebody has seen a workspace: its log up to a position. Greater frontiers have seen more.
 *
 * @param position of the last entry that was seen, 0 for none
 * @param chain the chain's hash after that entry, 64 lower-case hex digits, so that a log that was repaired is noticed; empty at position 0
 * @param receivedAt when the relay received that entry; {@link Instant#EPOCH} at position 0
 */
public record Frontier(long position, String chain, Instant receivedAt) implements Comparable<Frontier> {

    /** Nothing seen. */
    public static final Frontier START = new Frontier(0, "", Instant.EPOCH);

    private static final Pattern CHAIN = Pattern.compile("[0-9a-f]{64}");

    public Frontier {
        if (position < 0
                || position == 0 != chain.isEmpty()
                || !(chain.isEmpty() || CHAIN.matcher(chain).matches())) {
            throw new IllegalArgumentException("no frontier: " + position + " " + chain);
        }
    }

    /** What {@link #toString} writes; empty where it is something else. */
    public static Optional<Frontier> parse(String text) {
        String[] parts = text.split(" ", -1);
        try {
            return parts.length == 3
                    ? Optional.of(new Frontier(Long.parseLong(parts[0]), parts[1], Instant.parse(parts[2])))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty(); // reading is total (MODEL-5)
        }
    }

    @Override
    public int compareTo(Frontier other) {
        return Comparator.comparingLong(Frontier::position)
                .thenComparing(Frontier::receivedAt)
                .thenComparing(Frontier::chain)
                .compare(this, other);
    }

    /** As stored: {@code 12 <chain> 2027-02-28T09:30:00Z}. */
    @Override
    public String toString() {
        return position + " " + chain + " " + receivedAt;
    }
}
