package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** Points of edwards25519 in plain arithmetic, slow and independent, to make the signatures that no signer makes. */
record TorsionPoint(BigInteger x, BigInteger y) {
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final BigInteger D = BigInteger.valueOf(-121_665)
            .multiply(BigInteger.valueOf(121_666).modInverse(P))
            .mod(P);
    private static final TorsionPoint NEUTRAL = new TorsionPoint(BigInteger.ZERO, BigInteger.ONE);
    static final TorsionPoint BASE =
            withY(BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)));

    /** The even of both points with this y. */
    private static TorsionPoint withY(BigInteger y) {
        BigInteger y2 = y.multiply(y);
        BigInteger x2 = y2.subtract(BigInteger.ONE)
                .multiply(D.multiply(y2).add(BigInteger.ONE).modInverse(P))
                .mod(P);
        BigInteger x = x2.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!x.multiply(x).subtract(x2).mod(P).equals(BigInteger.ZERO)) {
            x = x.multiply(BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P))
                    .mod(P);
        }
        return new TorsionPoint(x.testBit(0) ? P.subtract(x) : x, y.mod(P));
    }

    TorsionPoint plus(TorsionPoint other) {
        BigInteger product =
                D.multiply(x).multiply(other.x).multiply(y).multiply(other.y).mod(P);
        BigInteger sumX = x.multiply(other.y).add(y.multiply(other.x));
        BigInteger sumY = y.multiply(other.y).add(x.multiply(other.x));
        return new TorsionPoint(
                sumX.multiply(BigInteger.ONE.add(product).modInverse(P)).mod(P),
                sumY.multiply(BigInteger.ONE.subtract(product).modInverse(P)).mod(P));
    }

    TorsionPoint times(BigInteger scalar) {
        TorsionPoint result = NEUTRAL;
        for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
            result = result.plus(result);
            result = scalar.testBit(bit) ? result.plus(this) : result;
        }
        return result;
    }

    /** The seven points besides the neutral one whose order divides eight. */
    static List<TorsionPoint> ofSmallOrder() {
        BigInteger y = BigInteger.TWO;
        while (true) {
            TorsionPoint candidate = withY(y);
            if (candidate.isOnCurve()) {
                TorsionPoint generator = candidate.times(ORDER);
                if (!generator.times(BigInteger.valueOf(4)).equals(NEUTRAL)) {
                    List<TorsionPoint> points = new ArrayList<>();
                    for (int i = 1; i < 8; i++) {
                        points.add(generator.times(BigInteger.valueOf(i)));
                    }
                    return points;
                }
            }
            y = y.add(BigInteger.ONE);
        }
    }

    private boolean isOnCurve() {
        BigInteger x2 = x.multiply(x);
        BigInteger y2 = y.multiply(y);
        return y2.subtract(x2)
                .subtract(BigInteger.ONE)
                .subtract(D.multiply(x2).multiply(y2))
                .mod(P)
                .equals(BigInteger.ZERO);
    }

    ByteString encoded() {
        byte[] bytes = littleEndian(y);
        bytes[31] |= (byte) (x.testBit(0) ? 0x80 : 0);
        return ByteString.copyFrom(bytes);
    }

    /**
     * A signature by {@code secret * BASE} whose R carries this point besides {@code nonce * BASE}.
     *
     * @param secret and nonce: scalars below {@link #ORDER}
     */
    ByteString sign(BigInteger secret, BigInteger nonce, byte[] message) {
        ByteString r = BASE.times(nonce).plus(this).encoded();
        BigInteger challenge = sha512(r, BASE.times(secret).encoded(), ByteString.copyFrom(message));
        BigInteger s = nonce.add(challenge.multiply(secret)).mod(ORDER);
        return r.concat(ByteString.copyFrom(littleEndian(s)));
    }

    private static BigInteger sha512(ByteString... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            for (ByteString part : parts) {
                digest.update(part.toByteArray());
            }
            return new BigInteger(1, reversed(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] littleEndian(BigInteger number) {
        byte[] out = new byte[32];
        byte[] reversed = reversed(number.toByteArray());
        System.arraycopy(reversed, 0, out, 0, Math.min(out.length, reversed.length));
        return out;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] out = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            out[i] = bytes[bytes.length - 1 - i];
        }
        return out;
    }
}
