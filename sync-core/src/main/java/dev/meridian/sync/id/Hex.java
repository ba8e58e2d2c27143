package dev.meridian.sync.id;

import com.google.protobuf.ByteString;
import java.util.HexFormat;

/** Hexadecimal forms of byte strings, and the length check the ids share. */
public final class Hex {
    private static final HexFormat FORMAT = HexFormat.of();
    private static final int SHORT_BYTES = 4;

    private Hex() {}

    /** Lower-case digits, two a byte. */
    public static String encode(ByteString bytes) {
        return FORMAT.formatHex(bytes.toByteArray());
    }

    /** @throws IllegalArgumentException if it is not an even number of hexadecimal digits */
    public static ByteString decode(String hex) {
        return ByteString.copyFrom(FORMAT.parseHex(hex));
    }

    static String shorten(ByteString bytes) {
        return encode(bytes.substring(0, SHORT_BYTES));
    }

    static void requireLength(String what, ByteString bytes, int length) {
        if (bytes.size() != length) {
            throw new IllegalArgumentException("%s has %d bytes, not %d".formatted(what, length, bytes.size()));
        }
    }
}
