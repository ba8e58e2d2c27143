package dev.meridian.model.id;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** How ids are written and drawn. */
public final class Ids {

    public static final int BYTES = 16;
    private static final int DIGITS = 2 * BYTES;
    // The two upper bits of a document's id are its class; content has none.
    private static final int UNMARKED = 0x3f;

    private Ids() {}

    /**
     * 16 bytes of {@code random} as 32 hex digits, for the constructor of any id; the two upper bits are zero, because they mark
     * documents of another class than content. Use a cryptographically strong source.
     */
    public static String random(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        bytes[0] &= UNMARKED;
        return HexFormat.of().formatHex(bytes);
    }

    /** Whether these are 32 lower-case hex digits. */
    public static boolean isId(String hex) {
        if (hex.length() != DIGITS) {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            char c = hex.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    static String checked(String hex) {
        if (!isId(hex)) {
            throw new IllegalArgumentException("an id is 32 lower-case hex digits, not \"" + hex + "\"");
        }
        return hex;
    }
}
