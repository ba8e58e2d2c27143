package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/** HPKE (RFC 9180) in base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM; one message a context. */
final class Hpke {
    static final int ENC_LENGTH = X25519PublicKeyParameters.KEY_SIZE;

    private static final byte[] NO_AAD = new byte[0];

    private Hpke() {}

    /**
     * @param enc the encapsulated key, {@value #ENC_LENGTH} bytes
     * @param ct ciphertext and tag
     */
    record Sealed(ByteString enc, ByteString ct) {}

    /** @param ephemeralSeed 32 fresh random bytes, the ephemeral private key */
    static Sealed seal(WrappingKey recipient, ByteString info, ByteString plaintext, ByteString ephemeralSeed) {
        try {
            HPKEContextWithEncapsulation context = suite().setupBaseS(
                            new X25519PublicKeyParameters(recipient.bytes().toByteArray(), 0),
                            info.toByteArray(),
                            pair(ephemeralSeed));
            byte[] ct = context.seal(NO_AAD, plaintext.toByteArray());
            return new Sealed(
                    UnsafeByteOperations.unsafeWrap(context.getEncapsulation()), UnsafeByteOperations.unsafeWrap(ct));
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("sealing never fails on what it seals", e);
        }
    }

    /** The plaintext, or empty if it was not sealed to this key with this info, or was damaged. */
    static Optional<ByteString> open(ByteString privateKey, ByteString info, Sealed sealed) {
        // A point of low order makes the agreement zero, for which Bouncy Castle throws: it is not fit to begin with.
        if (!WrappingKey.fits(sealed.enc())) {
            return Optional.empty();
        }
        try {
            byte[] plaintext = suite().setupBaseR(sealed.enc().toByteArray(), pair(privateKey), info.toByteArray())
                    .open(NO_AAD, sealed.ct().toByteArray());
            return Optional.of(UnsafeByteOperations.unsafeWrap(plaintext));
        } catch (InvalidCipherTextException e) {
            return Optional.empty();
        }
    }

    /** The public key of a private one. */
    static WrappingKey publicKey(ByteString privateKey) {
        byte[] encoded = new X25519PrivateKeyParameters(privateKey.toByteArray(), 0)
                .generatePublicKey()
                .getEncoded();
        return new WrappingKey(ByteString.copyFrom(encoded));
    }

    // Fresh each time: it holds a digest while it works, so it is not for two threads.
    private static HPKE suite() {
        return new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }

    private static AsymmetricCipherKeyPair pair(ByteString privateKey) {
        X25519PrivateKeyParameters key = new X25519PrivateKeyParameters(privateKey.toByteArray(), 0);
        return new AsymmetricCipherKeyPair(key.generatePublicKey(), key);
    }
}
