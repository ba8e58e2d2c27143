package dev.meridian.model.automerge;

/** Reads forward through a range of bytes. Numbers must be in their shortest form, because a change that is not canonical breaks a save. */
final class ByteCursor {

    final byte[] bytes;
    private final int end;
    private int at;

    ByteCursor(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int at() {
        return at;
    }

    int end() {
        return end;
    }

    boolean isDone() {
        return at == end;
    }

    int remaining() {
        return end - at;
    }

    int u8() {
        if (at == end) {
            throw GateException.malformed("ends too early");
        }
        return bytes[at++] & 0xff;
    }

    /** Skips {@code count} bytes and returns where they began. */
    int take(int count) {
        if (count < 0 || count > end - at) {
            throw GateException.malformed("ends too early");
        }
        int from = at;
        at += count;
        return from;
    }

    /** Unsigned LEB128 of at most 64 bits, all of them given back. */
    long uleb() {
        int first = u8();
        if (first < 0x80) {
            return first;
        }
        long value = first & 0x7f;
        for (int shift = 7; ; shift += 7) {
            int next = u8();
            if (shift == 63 && next > 1) {
                throw GateException.malformed("number above 64 bits");
            }
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if (next == 0) {
                    throw GateException.malformed("number not in its shortest form");
                }
                return value;
            }
        }
    }

    /** Unsigned LEB128 that must lie between 0 and {@code max}. */
    int ulebUpTo(int max, String what) {
        long value = uleb();
        if (value < 0 || value > max) {
            throw new GateException(
                    Refusal.Reason.TOO_LARGE, what + " is " + Long.toUnsignedString(value) + ", above " + max);
        }
        return (int) value;
    }

    /** Signed LEB128 of at most 64 bits. */
    long sleb() {
        long value = 0;
        int previous = 0;
        for (int shift = 0; ; shift += 7) {
            int next = u8();
            if (shift == 63 && next != 0 && next != 0x7f) {
                throw GateException.malformed("number above 64 bits");
            }
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                boolean extendsSign = (next == 0 && (previous & 0x40) == 0) || (next == 0x7f && (previous & 0x40) != 0);
                if (shift > 0 && extendsSign) {
                    throw GateException.malformed("number not in its shortest form");
                }
                return shift < 57 && (next & 0x40) != 0 ? value | (-1L << (shift + 7)) : value;
            }
            previous = next;
        }
    }
}
