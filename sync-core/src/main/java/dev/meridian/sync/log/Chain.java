package dev.meridian.sync.log;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.Sha256;

/** The hash chain over the entries of a log: {@code chain(n) = SHA-256("meridian/1/spine" || chain(n-1) || entry(n))}. */
public final class Chain {
    /** Chain before the first entry: 32 zero bytes. */
    public static final ByteString ZERO = ByteString.copyFrom(new byte[Sha256.LENGTH]);

    private static final ByteString DOMAIN = ByteString.copyFromUtf8("meridian/1/spine");

    private Chain() {}

    /**
     * The chain after one more entry.
     *
     * @param previous 32 bytes
     * @param entry the serialised {@code Entry}, exactly as received
     */
    public static ByteString next(ByteString previous, ByteString entry) {
        return Sha256.of(DOMAIN, previous, entry);
    }
}
