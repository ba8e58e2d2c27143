package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.DeviceId;
import java.util.Optional;

/** Both key pairs of a device, or of an invite: private. Its string form shows nothing of the seeds. Immutable. */
public final class DeviceKeys {
    /** Length of each seed, and of an invite's, in bytes. */
    public static final int SEED_LENGTH = 32;

    private static final ByteString INVITE_SIGNING = ByteString.copyFromUtf8("meridian/1/invite/signing");
    private static final ByteString INVITE_WRAPPING = ByteString.copyFromUtf8("meridian/1/invite/wrapping");

    private static final ByteString RECOVERY_SIGNING = ByteString.copyFromUtf8("meridian/1/recovery/signing");
    private static final ByteString RECOVERY_WRAPPING = ByteString.copyFromUtf8("meridian/1/recovery/wrapping");

    private final SigningKey signing;
    private final ByteString wrappingSeed;
    private final PublicKeys publicKeys;

    private DeviceKeys(SigningKey signing, ByteString wrappingSeed) {
        if (wrappingSeed.size() != SEED_LENGTH) {
            throw new IllegalArgumentException(
                    "a seed has %d bytes, not %d".formatted(SEED_LENGTH, wrappingSeed.size()));
        }
        this.signing = signing;
        this.wrappingSeed = wrappingSeed;
        this.publicKeys = new PublicKeys(signing.verifyKey(), Hpke.publicKey(wrappingSeed));
    }

    /** New keys. */
    public static DeviceKeys generate(Entropy entropy) {
        return fromSeeds(entropy.bytes(SEED_LENGTH), entropy.bytes(SEED_LENGTH));
    }

    /** The keys of an Ed25519 seed and an X25519 private key, {@value #SEED_LENGTH} bytes each. */
    public static DeviceKeys fromSeeds(ByteString signingSeed, ByteString wrappingSeed) {
        return new DeviceKeys(SigningKey.fromSeed(signingSeed), wrappingSeed);
    }

    /** The keys that an invite link's seed of {@value #SEED_LENGTH} bytes stands for. */
    public static DeviceKeys ofInvite(ByteString seed) {
        return derived(seed, INVITE_SIGNING, INVITE_WRAPPING);
    }

    /** The keys of a recovery device, from the {@value #SEED_LENGTH} bytes that its words stand for. */
    public static DeviceKeys ofRecovery(ByteString seed) {
        return derived(seed, RECOVERY_SIGNING, RECOVERY_WRAPPING);
    }

    private static DeviceKeys derived(ByteString seed, ByteString signingInfo, ByteString wrappingInfo) {
        if (seed.size() != SEED_LENGTH) {
            throw new IllegalArgumentException("a seed has %d bytes, not %d".formatted(SEED_LENGTH, seed.size()));
        }
        return fromSeeds(Hkdf.key(seed, ByteString.EMPTY, signingInfo), Hkdf.key(seed, ByteString.EMPTY, wrappingInfo));
    }

    /** The device's, or the invite's id. */
    public DeviceId id() {
        return signing.deviceId();
    }

    /** The signing pair. */
    public SigningKey signing() {
        return signing;
    }

    /** The public halves. */
    public PublicKeys publicKeys() {
        return publicKeys;
    }

    /**
     * The epoch key sealed to these keys, or empty if the wrap is not for them, of another epoch or context, or damaged.
     *
     * @param context the workspace's genesis nonce
     */
    public Optional<EpochKey> unwrap(Wrap wrap, int epoch, ByteString context) {
        if (!wrap.getRecipient().equals(id().bytes())) {
            return Optional.empty();
        }
        return Hpke.open(
                        wrappingSeed,
                        EpochKey.wrapInfo(epoch, id(), context),
                        new Hpke.Sealed(wrap.getEnc(), wrap.getCt()))
                .filter(secret -> secret.size() == EpochKey.LENGTH)
                .map(secret -> EpochKey.of(epoch, secret));
    }

    /** For the key file alone. */
    ByteString wrappingSeed() {
        return wrappingSeed;
    }

    /** The id, nothing of the seeds. */
    @Override
    public String toString() {
        return "DeviceKeys[" + id() + "]";
    }
}
