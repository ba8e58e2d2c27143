package dev.meridian.model.automerge;

import java.util.HexFormat;

/** A device, 16 bytes: the first 16 bytes of SHA-256 of its signing key (TRUST 2). The first two thirds of every {@link ActorId} of it. */
public record DeviceId(long high, long low) {

    public static final int BYTES = 16;

    /** @throws IllegalArgumentException unless there are 16 bytes */
    public static DeviceId of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a device id has 16 bytes, not " + bytes.length);
        }
        return new DeviceId(Bytes.longAt(bytes, 0), Bytes.longAt(bytes, 8));
    }

    /** From 32 hex digits. */
    public static DeviceId ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    public byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        Bytes.putLong(bytes, 0, high);
        Bytes.putLong(bytes, 8, low);
        return bytes;
    }

    /** 32 hex digits. */
    public String hex() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    @Override
    public String toString() {
        return hex();
    }
}
