package dev.meridian.sync.id;

import com.google.protobuf.ByteString;

/**
 * A device, or an invite: the first 16 bytes of SHA-256 of its Ed25519 public key.
 *
 * @param bytes exactly {@value #LENGTH} bytes
 */
public record DeviceId(ByteString bytes) {
    /** In bytes. */
    public static final int LENGTH = 16;

    /** @throws IllegalArgumentException if the length is another one */
    public DeviceId {
        Hex.requireLength("a device id", bytes, LENGTH);
    }

    /** Whether {@code bytes} has the right length for the constructor. */
    public static boolean fits(ByteString bytes) {
        return bytes.size() == LENGTH;
    }

    /** @throws IllegalArgumentException if it is not {@code 2 * LENGTH} hexadecimal digits */
    public static DeviceId parse(String hex) {
        return new DeviceId(Hex.decode(hex));
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
