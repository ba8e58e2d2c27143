package dev.meridian.sync.id;

import com.google.protobuf.ByteString;

/**
 * What a relay deduplicates by: an envelope's change id, or SHA-256 of a membership record's body.
 *
 * @param bytes exactly {@value #LENGTH} bytes
 */
public record ItemId(ByteString bytes) {
    /** In bytes. */
    public static final int LENGTH = 32;

    /** @throws IllegalArgumentException if the length is another one */
    public ItemId {
        Hex.requireLength("an item id", bytes, LENGTH);
    }

    /** Whether {@code bytes} has the right length for the constructor. */
    public static boolean fits(ByteString bytes) {
        return bytes.size() == LENGTH;
    }

    /** @throws IllegalArgumentException if it is not {@code 2 * LENGTH} hexadecimal digits */
    public static ItemId parse(String hex) {
        return new ItemId(Hex.decode(hex));
    }

    /** Lower-case hexadecimal digits of the whole id. */
    public String hex() {
        return Hex.encode(bytes);
    }

    /** The first eight digits: for logs and people, not for comparison. */
    @Override
    public String toString() {
        return Hex.shorten(bytes);
    }
}
