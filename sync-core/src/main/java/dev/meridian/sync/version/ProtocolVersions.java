package dev.meridian.sync.version;

import java.util.OptionalInt;

/**
 * The versions of the protocol that one side speaks: a range without gaps (VER-1).
 *
 * @param min the lowest, at least 1
 * @param max the highest
 */
public record ProtocolVersions(int min, int max) {
    /** What a relay speaks that refuses a client's versions and does not say which are its own (VER-2). */
    public static final int FIRST = 1;

    /** What this program speaks. */
    public static final ProtocolVersions SPOKEN = new ProtocolVersions(FIRST, FIRST);

    /** @throws IllegalArgumentException if there is no such range */
    public ProtocolVersions {
        if (min < 1 || max < min) {
            throw new IllegalArgumentException("no versions: %d to %d".formatted(min, max));
        }
    }

    /** The highest that the other side speaks, too; what it says, unsigned, may be no range at all. */
    public OptionalInt highestCommon(int otherMin, int otherMax) {
        long common = Math.min(max, Integer.toUnsignedLong(otherMax));
        return common >= Math.max(min, Integer.toUnsignedLong(otherMin))
                ? OptionalInt.of((int) common)
                : OptionalInt.empty();
    }

    /** Whether the other side, which shares none of them, speaks later ones only. */
    public boolean areBefore(int otherMin) {
        return max < Integer.toUnsignedLong(otherMin);
    }

    /** Whether it is one of them. */
    public boolean include(int version) {
        return version >= min && version <= max;
    }

    /** What stands between this client and a relay that shares none of them, as the rest of a sentence. */
    public String mismatch(int relayMin, int relayMax) {
        return "the relay speaks %s of the protocol and this program %s, so the %s is too old"
                .formatted(text(relayMin, relayMax), text(), areBefore(relayMin) ? "program" : "relay");
    }

    /** As a sentence has it: "version 1", "versions 1 to 3". */
    public String text() {
        return text(min, max);
    }

    /** The same of what the other side says, unsigned. */
    public static String text(int min, int max) {
        return min == max
                ? "version " + Integer.toUnsignedString(min)
                : "versions " + Integer.toUnsignedString(min) + " to " + Integer.toUnsignedString(max);
    }
}
