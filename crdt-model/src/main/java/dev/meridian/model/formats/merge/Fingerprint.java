package dev.meridian.model.formats.merge;

import dev.meridian.model.formats.json.CompactJson;
import dev.meridian.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedSet;

/** What is remembered of a value in order to tell later whether it changed. */
public final class Fingerprint {

    private static final int PLAIN_CHARS_MAX = 80;
    private static final int BYTES = 16;
    private static final int BRIEF_DIGITS = 8;
    private static final String MARK = "sha256:";

    private Fingerprint() {}

    /** A short value itself; of a long one half of its SHA-256. */
    public static String of(String value) {
        return value.length() <= PLAIN_CHARS_MAX && !value.startsWith(MARK) ? value : MARK + digest(value);
    }

    /** Eight hex digits, for files: enough to see that a value changed, not to prove it against somebody who means harm. */
    public static String brief(String value) {
        return digest(value).substring(0, BRIEF_DIGITS);
    }

    /** A set as one value. */
    public static String joined(SortedSet<String> words) {
        return CompactJson.write(Json.strings(words));
    }

    private static String digest(String value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
