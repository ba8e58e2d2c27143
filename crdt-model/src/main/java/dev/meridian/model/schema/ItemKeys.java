package dev.meridian.model.schema;

import dev.meridian.model.value.Field;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Keys of the items of a set. A set is not a map of its own but a family of keys of the thing that has it, {@code label:urgent}: so it needs
 * no map that two replicas could make at once, of which one would be lost.
 */
public final class ItemKeys {

    private static final int PLAIN_MAX = 120;
    private static final int HASH_BYTES = 16;
    private static final String UNESCAPED = "-_.!~*'()";

    private ItemKeys() {}

    /** The key of an item that is an id. */
    public static String ofId(Field field, String hex) {
        return field.key() + ":" + hex;
    }

    /** The key of an item of a fixed form, in printable ASCII: hours, days, an instant. */
    public static String ofForm(Field field, String item) {
        return field.key() + ":" + item;
    }

    /** The key of an item that is text. Its value holds the text. */
    public static String ofText(Field field, String text) {
        return field.key() + ":" + encode(text);
    }

    /** The key of an owner who is not a member. Never that of one who is: no id begins with a tilde. */
    public static String ofName(Field field, String name) {
        return field.key() + ":~" + encode(name);
    }

    /** As {@code encodeURIComponent} of ECMAScript; what that makes longer than a key may be becomes {@code #} and 32 digits of SHA-256. */
    static String encode(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder key = new StringBuilder();
        for (byte each : utf8) {
            if (each >= 0 && (Character.isLetterOrDigit(each) || UNESCAPED.indexOf(each) >= 0)) {
                key.append((char) each);
            } else {
                key.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        return key.length() <= PLAIN_MAX ? key.toString() : "#" + hash(utf8);
    }

    private static String hash(byte[] utf8) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(utf8);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
