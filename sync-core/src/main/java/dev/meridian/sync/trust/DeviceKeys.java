package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.Pending;
import java.util.Optional;

/** Both key pairs of a device, or of an invite: private. Its string form shows nothing of the seeds. */
public final class DeviceKeys {
    private DeviceKeys() {}

    /** New keys. */
    public static DeviceKeys generate(Entropy entropy) {
        return Pending.body();
    }

    /** The keys of an Ed25519 seed and an X25519 private key, 32 bytes each. */
    public static DeviceKeys fromSeeds(ByteString signingSeed, ByteString wrappingSeed) {
        return Pending.body();
    }

    /** The keys that an invite link's seed of 32 bytes stands for. */
    public static DeviceKeys ofInvite(ByteString seed) {
        return Pending.body();
    }

    /** The device's, or the invite's id. */
    public DeviceId id() {
        return Pending.body();
    }

    /** The signing pair. */
    public SigningKey signing() {
        return Pending.body();
    }

    /** The public halves. */
    public PublicKeys publicKeys() {
        return Pending.body();
    }

    /** The epoch key sealed to these keys, or empty if the wrap is not for them, of another context, or damaged. */
    public Optional<EpochKey> unwrap(Wrap wrap, int epoch, ByteString context) {
        return Pending.body();
    }
}
