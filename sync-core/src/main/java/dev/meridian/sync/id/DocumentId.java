package dev.meridian.sync.id;

import com.google.protobuf.ByteString;

/**
 * A document of a workspace.
 *
 * @param bytes exactly {@value #LENGTH} bytes
 */
public record DocumentId(ByteString bytes) {
    /** In bytes. */
    public static final int LENGTH = 16;

    /** The document every workspace has: its members, statuses and the index of the others. */
    public static final DocumentId TEAM = new DocumentId(ByteString.copyFrom(new byte[LENGTH]));

    /** @throws IllegalArgumentException if the length is another one */
    public DocumentId {
        Hex.requireLength("a document id", bytes, LENGTH);
    }

    /** Whether {@code bytes} has the right length for the constructor. */
    public static boolean fits(ByteString bytes) {
        return bytes.size() == LENGTH;
    }

    /** @throws IllegalArgumentException if it is not {@code 2 * LENGTH} hexadecimal digits */
    public static DocumentId parse(String hex) {
        return new DocumentId(Hex.decode(hex));
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
