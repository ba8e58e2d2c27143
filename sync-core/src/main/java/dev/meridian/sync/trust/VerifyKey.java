package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.Sha256;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 public key that passed full validation (RFC 8032, and of prime order). It keeps its decoded point, so that
 * verifying does not decode it again. Immutable.
 */
public final class VerifyKey {
    /** In bytes. */
    public static final int LENGTH = Ed25519.PUBLIC_KEY_SIZE;

    private final ByteString bytes;
    private final Ed25519.PublicPoint point;
    private final DeviceId deviceId;

    private VerifyKey(ByteString bytes, Ed25519.PublicPoint point) {
        this.bytes = bytes;
        this.point = point;
        this.deviceId = new DeviceId(Sha256.of(bytes).substring(0, DeviceId.LENGTH));
    }

    /** The key, unless these bytes are not the canonical encoding of a point of prime order. */
    public static Optional<VerifyKey> of(ByteString bytes) {
        if (bytes.size() != LENGTH) {
            return Optional.empty();
        }
        return Optional.ofNullable(Ed25519.validatePublicKeyFullExport(bytes.toByteArray(), 0))
                .map(point -> new VerifyKey(bytes, point));
    }

    /** Whether this key signed exactly these bytes as this type. */
    public boolean verifies(SignatureType type, ByteString body, ByteString signature) {
        return verifiesBare(type.message(body), signature);
    }

    /** Ed25519 and nothing else: never call it with bytes that have no type before them. */
    boolean verifiesBare(byte[] message, ByteString signature) {
        if (signature.size() != Ed25519.SIGNATURE_SIZE) {
            return false;
        }
        return Ed25519.verify(signature.toByteArray(), 0, point, message, 0, message.length);
    }

    /** The id of the device, or invite, that this key belongs to. */
    public DeviceId deviceId() {
        return deviceId;
    }

    /** The encoded key. */
    public ByteString bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifyKey key && key.bytes.equals(bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    /** The first digits of the device id. */
    @Override
    public String toString() {
        return "VerifyKey[" + deviceId + "]";
    }
}
