package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.DeviceId;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 key pair (RFC 8032): a relay's identity, or half of a device's. Its string form shows nothing of the seed. */
public final class SigningKey {
    /** Length of the seed in bytes (RFC 8032 calls it the secret key). */
    public static final int SEED_LENGTH = Ed25519.SECRET_KEY_SIZE;

    private final byte[] seed;
    // Beside the seed, because Bouncy Castle signs twice as fast when it need not derive it.
    private final byte[] publicBytes;
    private final VerifyKey verifyKey;

    private SigningKey(byte[] seed) {
        this.seed = seed;
        this.publicBytes = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, publicBytes, 0);
        this.verifyKey = VerifyKey.of(ByteString.copyFrom(publicBytes))
                .orElseThrow(() -> new IllegalStateException("a seed gave a public key that is not of prime order"));
    }

    /** A new key. */
    public static SigningKey generate(Entropy entropy) {
        return fromSeed(entropy.bytes(SEED_LENGTH));
    }

    /** The key of a seed of {@value #SEED_LENGTH} bytes. */
    public static SigningKey fromSeed(ByteString seed) {
        if (seed.size() != SEED_LENGTH) {
            throw new IllegalArgumentException("a seed has %d bytes, not %d".formatted(SEED_LENGTH, seed.size()));
        }
        return new SigningKey(seed.toByteArray());
    }

    /** The public half. */
    public VerifyKey verifyKey() {
        return verifyKey;
    }

    /** The id of the public half. */
    public DeviceId deviceId() {
        return verifyKey.deviceId();
    }

    /** 64 bytes of signature over the type's prefix and the body. */
    public ByteString sign(SignatureType type, ByteString body) {
        byte[] message = type.message(body);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, publicBytes, 0, message, 0, message.length, signature, 0);
        return UnsafeByteOperations.unsafeWrap(signature);
    }

    /** The body with this key's id and signature. */
    public Signed signed(SignatureType type, ByteString body) {
        return Signed.newBuilder()
                .setBody(body)
                .setDevice(deviceId().bytes())
                .setSig(sign(type, body))
                .build();
    }

    /** For the key file alone. */
    ByteString seed() {
        return ByteString.copyFrom(seed);
    }

    /** The id of the public half, nothing of the seed. */
    @Override
    public String toString() {
        return "SigningKey[" + deviceId() + "]";
    }
}
