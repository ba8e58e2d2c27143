package dev.meridian.sync.id;

import com.google.protobuf.ByteString;

/**
 * A workspace: SHA-256 of the body of its genesis record.
 *
 * @param bytes exactly {@value #LENGTH} bytes
 */
public record WorkspaceId(ByteString bytes) {
    /** In bytes. */
    public static final int LENGTH = 32;

    /** @throws IllegalArgumentException if the length is another one */
    public WorkspaceId {
        Hex.requireLength("a workspace id", bytes, LENGTH);
    }

    /** Whether {@code bytes} has the right length for the constructor. */
    public static boolean fits(ByteString bytes) {
        return bytes.size() == LENGTH;
    }

    /** @throws IllegalArgumentException if it is not {@code 2 * LENGTH} hexadecimal digits */
    public static WorkspaceId parse(String hex) {
        return new WorkspaceId(Hex.decode(hex));
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
