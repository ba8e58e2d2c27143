package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * An X25519 public key (RFC 7748) that is fit to enrol: canonical, and not of low order, so that every agreement with it is
 * secret and no key has two encodings.
 *
 * @param bytes 32 bytes, little endian, below 2^255 - 19
 */
public record WrappingKey(ByteString bytes) {
    /** In bytes. */
    public static final int LENGTH = X25519.POINT_SIZE;

    /** @throws IllegalArgumentException if the key is not fit to enrol; ask {@link #fits} first where it is a stranger's */
    public WrappingKey {
        if (!fits(bytes)) {
            throw new IllegalArgumentException("not an X25519 public key that may be enrolled");
        }
    }

    /** Whether these bytes are fit to enrol. */
    public static boolean fits(ByteString bytes) {
        return bytes.size() == LENGTH && isCanonical(bytes) && !isLowOrder(bytes);
    }

    // p = 2^255 - 19 is 0xed, thirty times 0xff, 0x7f: an encoding of p or more differs from it in the first byte
    // alone.
    private static boolean isCanonical(ByteString bytes) {
        int top = bytes.byteAt(LENGTH - 1) & 0xff;
        if (top != 0x7f) {
            return top < 0x7f;
        }
        for (int i = 1; i < LENGTH - 1; i++) {
            if (bytes.byteAt(i) != (byte) 0xff) {
                return true;
            }
        }
        return (bytes.byteAt(0) & 0xff) < 0xed;
    }

    // Every scalar is a multiple of the cofactor, so any of them takes a point of low order to zero.
    private static boolean isLowOrder(ByteString bytes) {
        byte[] scalar = new byte[X25519.SCALAR_SIZE];
        byte[] shared = new byte[X25519.POINT_SIZE];
        return !X25519.calculateAgreement(scalar, 0, bytes.toByteArray(), 0, shared, 0);
    }
}
