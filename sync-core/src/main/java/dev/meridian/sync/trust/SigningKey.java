package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.Pending;

/** An Ed25519 key pair: a relay's identity, or half of a device's. Its string form shows nothing of the seed. */
public final class SigningKey {
    /** Length of the seed in bytes (RFC 8032, the secret key). */
    public static final int SEED_LENGTH = 32;

    private SigningKey() {}

    /** A new key. */
    public static SigningKey generate(Entropy entropy) {
        return Pending.body();
    }

    /** The key of a seed of {@value #SEED_LENGTH} bytes. */
    public static SigningKey fromSeed(ByteString seed) {
        return Pending.body();
    }

    /** The public half. */
    public VerifyKey verifyKey() {
        return Pending.body();
    }

    /** The id of the public half. */
    public DeviceId deviceId() {
        return Pending.body();
    }

    /** 64 bytes of signature over the type's prefix and the body. */
    public ByteString sign(SignatureType type, ByteString body) {
        return Pending.body();
    }

    /** The body with this key's id and signature. */
    public Signed signed(SignatureType type, ByteString body) {
        return Pending.body();
    }
}
