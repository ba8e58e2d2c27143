package dev.meridian.model.automerge;

import java.nio.charset.StandardCharsets;

/** Strict UTF-8 in place, without an object per string. */
final class Utf8 {

    private Utf8() {}

    /**
     * Code points in a range.
     *
     * @return -1 where it is not UTF-8 (overlong, surrogate, above U+10FFFF, cut off)
     */
    static int codePoints(byte[] bytes, int from, int to) {
        int count = 0;
        int at = from;
        while (at < to) {
            int width = width(bytes, at, to);
            if (width < 0) {
                return -1;
            }
            at += width;
            count++;
        }
        return count;
    }

    private static int width(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xc2) {
            return -1;
        }
        if (first < 0xe0) {
            return isTail(bytes, at + 1, to) ? 2 : -1;
        }
        if (!isTail(bytes, at + 1, to) || !isTail(bytes, at + 2, to)) {
            return -1;
        }
        int second = bytes[at + 1] & 0xff;
        if (first < 0xf0) {
            boolean overlong = first == 0xe0 && second < 0xa0;
            boolean surrogate = first == 0xed && second >= 0xa0;
            return overlong || surrogate ? -1 : 3;
        }
        boolean outside = first > 0xf4 || (first == 0xf0 && second < 0x90) || (first == 0xf4 && second >= 0x90);
        return outside || !isTail(bytes, at + 3, to) ? -1 : 4;
    }

    private static boolean isTail(byte[] bytes, int at, int to) {
        return at < to && (bytes[at] & 0xc0) == 0x80;
    }

    static String decode(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Bytes that a string takes in UTF-8; -1 where it holds an unpaired surrogate. */
    static int length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                length++;
            } else if (c < 0x800) {
                length += 2;
            } else if (!Character.isSurrogate(c)) {
                length += 3;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                length += 4;
                i++;
            } else {
                return -1;
            }
        }
        return length;
    }
}
