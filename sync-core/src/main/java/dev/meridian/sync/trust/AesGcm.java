package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a tag of 16 bytes, by the platform, which has it in hardware: docs/adr/0001. A key
 * here seals one message in its life, so the nonce is zero.
 */
final class AesGcm {
    static final int TAG_LENGTH = 16;

    private static final byte[] NONCE = new byte[12];

    private AesGcm() {}

    /** Ciphertext and tag. */
    static ByteString seal(ByteString key, ByteString plaintext, ByteString associated) {
        try {
            return run(Cipher.ENCRYPT_MODE, key, NONCE, plaintext, associated);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-256-GCM", e);
        }
    }

    /** The plaintext, or empty if key, ciphertext or associated data are not those of the sealing. */
    static Optional<ByteString> open(ByteString key, ByteString sealed, ByteString associated) {
        return open(key, NONCE, sealed, associated);
    }

    static Optional<ByteString> open(ByteString key, byte[] nonce, ByteString sealed, ByteString associated) {
        if (sealed.size() < TAG_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(run(Cipher.DECRYPT_MODE, key, nonce, sealed, associated));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-256-GCM", e);
        }
    }

    private static ByteString run(int mode, ByteString key, byte[] nonce, ByteString text, ByteString associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(key.toByteArray(), "AES"), new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, nonce));
        cipher.updateAAD(associated.toByteArray());
        return UnsafeByteOperations.unsafeWrap(cipher.doFinal(text.toByteArray()));
    }
}
