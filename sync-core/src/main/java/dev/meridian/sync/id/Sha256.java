package dev.meridian.sync.id;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4) by the platform, which has it in hardware. */
public final class Sha256 {
    /** In bytes. */
    public static final int LENGTH = 32;

    private Sha256() {}

    /** The hash of the parts, one after the other. */
    public static ByteString of(ByteString... parts) {
        MessageDigest digest = newDigest();
        for (ByteString part : parts) {
            digest.update(part.asReadOnlyByteBuffer());
        }
        return ByteString.copyFrom(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
