package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A relay's word, by the key that every workspace names, for the TLS certificate that it made itself: an X.509 extension (docs/spec/trust.md, TLS). So the
 * invite link, which names the relay's key, pins the certificate too, and a renewed one needs no new link.
 */
public final class RelayVoucher {
    /** The extension's object identifier, in the arc of UUIDs (ITU-T X.667). */
    public static final String OID = "2.25.145412594067995517712900899099718213993";

    private static final int SIGNATURE_LENGTH = 64;
    private static final int LENGTH = VerifyKey.LENGTH + SIGNATURE_LENGTH;
    private static final int TAG_OCTET_STRING = 4;

    private RelayVoucher() {}

    /**
     * The extension's value, DER.
     *
     * @param subjectKey the certificate's SubjectPublicKeyInfo, DER
     * @param notAfterSeconds the certificate's end, in seconds since 1970
     */
    public static ByteString give(SigningKey relay, ByteString subjectKey, long notAfterSeconds) {
        ByteString signature = relay.sign(SignatureType.TLS, body(subjectKey, notAfterSeconds));
        return wrapped(relay.verifyKey().bytes().concat(signature));
    }

    /** The relay key whose word this is; empty if it is nobody's, or on another key or end. */
    public static Optional<VerifyKey> check(ByteString value, ByteString subjectKey, long notAfterSeconds) {
        if (value.size() != LENGTH + 2 || !value.equals(wrapped(value.substring(2)))) {
            return Optional.empty();
        }
        ByteString word = value.substring(2);
        return VerifyKey.of(word.substring(0, VerifyKey.LENGTH))
                .filter(key -> key.verifies(
                        SignatureType.TLS, body(subjectKey, notAfterSeconds), word.substring(VerifyKey.LENGTH)));
    }

    private static ByteString body(ByteString subjectKey, long notAfterSeconds) {
        return ByteString.copyFrom(ByteBuffer.allocate(Long.BYTES).putLong(0, notAfterSeconds))
                .concat(subjectKey);
    }

    // Shorter than 128 bytes, so that one byte says how long.
    private static ByteString wrapped(ByteString contents) {
        return ByteString.copyFrom(new byte[] {TAG_OCTET_STRING, (byte) contents.size()})
                .concat(contents);
    }
}
