package dev.meridian.model.automerge;

import java.util.HexFormat;

/**
 * An Automerge actor, 24 bytes: the device (16) and a nonce (8) that is fresh for every replica which writes, so that one actor never has two
 * writers (TRUST 2). Ordered by its bytes, unsigned, as Automerge orders actors when it picks the winner of a conflict.
 */
public record ActorId(long high, long low, long nonce) implements Comparable<ActorId> {

    public static final int BYTES = 24;

    /** @throws IllegalArgumentException unless there are 24 bytes */
    public static ActorId of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("an actor id has 24 bytes, not " + bytes.length);
        }
        return at(bytes, 0);
    }

    /** From 48 hex digits. */
    public static ActorId ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    public static ActorId of(DeviceId device, long nonce) {
        return new ActorId(device.high(), device.low(), nonce);
    }

    static ActorId at(byte[] bytes, int offset) {
        return new ActorId(
                Bytes.longAt(bytes, offset), Bytes.longAt(bytes, offset + 8), Bytes.longAt(bytes, offset + 16));
    }

    /** The device that owns this actor: the author of its changes. */
    public DeviceId device() {
        return new DeviceId(high, low);
    }

    public byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        copyTo(bytes, 0);
        return bytes;
    }

    void copyTo(byte[] bytes, int offset) {
        Bytes.putLong(bytes, offset, high);
        Bytes.putLong(bytes, offset + 8, low);
        Bytes.putLong(bytes, offset + 16, nonce);
    }

    /** 48 hex digits. */
    public String hex() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low) + hex.toHexDigits(nonce);
    }

    @Override
    public int compareTo(ActorId other) {
        int first = Long.compareUnsigned(high, other.high);
        if (first != 0) {
            return first;
        }
        int second = Long.compareUnsigned(low, other.low);
        return second != 0 ? second : Long.compareUnsigned(nonce, other.nonce);
    }

    @Override
    public String toString() {
        return hex();
    }
}
