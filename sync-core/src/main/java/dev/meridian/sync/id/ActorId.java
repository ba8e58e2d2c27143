package dev.meridian.sync.id;

import com.google.protobuf.ByteString;

/**
 * An Automerge actor: the device that writes as it (16 bytes), then the nonce of one replica (8 bytes).
 *
 * @param bytes exactly {@value #LENGTH} bytes
 */
public record ActorId(ByteString bytes) {
    /** In bytes. */
    public static final int LENGTH = 24;

    /** In bytes. */
    public static final int NONCE_LENGTH = 8;

    /** @throws IllegalArgumentException if the length is another one */
    public ActorId {
        Hex.requireLength("an actor id", bytes, LENGTH);
    }

    /**
     * The actor of one replica of a device.
     *
     * @param nonce {@value #NONCE_LENGTH} random bytes, fresh for every tab, restore or clone
     */
    public static ActorId of(DeviceId device, ByteString nonce) {
        Hex.requireLength("a replica nonce", nonce, NONCE_LENGTH);
        return new ActorId(device.bytes().concat(nonce));
    }

    /** The device whose signature must be on everything this actor writes. */
    public DeviceId device() {
        return new DeviceId(bytes.substring(0, DeviceId.LENGTH));
    }

    /** Whether {@code bytes} has the right length for the constructor. */
    public static boolean fits(ByteString bytes) {
        return bytes.size() == LENGTH;
    }

    /** @throws IllegalArgumentException if it is not {@code 2 * LENGTH} hexadecimal digits */
    public static ActorId parse(String hex) {
        return new ActorId(Hex.decode(hex));
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
