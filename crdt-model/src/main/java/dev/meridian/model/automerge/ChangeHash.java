package dev.meridian.model.automerge;

import java.util.HexFormat;

/** The hash that identifies a change, 32 bytes: SHA-256 of the chunk as type 1. Ordered by its bytes, unsigned. */
public record ChangeHash(long a, long b, long c, long d) implements Comparable<ChangeHash> {

    public static final int BYTES = 32;

    /** @throws IllegalArgumentException unless there are 32 bytes */
    public static ChangeHash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a change hash has 32 bytes, not " + bytes.length);
        }
        return at(bytes, 0);
    }

    /** From 64 hex digits. */
    public static ChangeHash ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    static ChangeHash at(byte[] bytes, int offset) {
        return new ChangeHash(
                Bytes.longAt(bytes, offset),
                Bytes.longAt(bytes, offset + 8),
                Bytes.longAt(bytes, offset + 16),
                Bytes.longAt(bytes, offset + 24));
    }

    public byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        Bytes.putLong(bytes, 0, a);
        Bytes.putLong(bytes, 8, b);
        Bytes.putLong(bytes, 16, c);
        Bytes.putLong(bytes, 24, d);
        return bytes;
    }

    /** 64 hex digits. */
    public String hex() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
    }

    @Override
    public int compareTo(ChangeHash other) {
        int order = Long.compareUnsigned(a, other.a);
        order = order != 0 ? order : Long.compareUnsigned(b, other.b);
        order = order != 0 ? order : Long.compareUnsigned(c, other.c);
        return order != 0 ? order : Long.compareUnsigned(d, other.d);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }

    @Override
    public String toString() {
        return hex();
    }
}
