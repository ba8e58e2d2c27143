package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.Set;
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

    /**
     * The canonical encodings of all points of low order, on the curve and on its twist (RFC 7748, section 7; https://cr.yp.to/ecdh.html): 0, 1, p - 1,
     * and the two of order 8. Every clamped scalar takes them, and no others, to zero.
     */
    private static final Set<ByteString> LOW_ORDER = Set.of(
            hex("00".repeat(LENGTH)),
            hex("01" + "00".repeat(LENGTH - 1)),
            hex("ec" + "ff".repeat(LENGTH - 2) + "7f"),
            hex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
            hex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"));

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

    private static boolean isLowOrder(ByteString bytes) {
        return LOW_ORDER.contains(bytes);
    }

    private static ByteString hex(String digits) {
        return ByteString.copyFrom(HexFormat.of().parseHex(digits));
    }
}
