package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Device;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.Pending;
import java.util.Optional;

/**
 * The public halves of a device or an invite, both fully validated.
 *
 * @param wrapping X25519 public key, 32 bytes
 */
public record PublicKeys(VerifyKey signing, ByteString wrapping) {
    /** The keys of a device record, or empty if either is not fit to enrol. */
    public static Optional<PublicKeys> of(Device device) {
        return Pending.body();
    }

    /** The id: of the signing key. */
    public DeviceId id() {
        return signing.deviceId();
    }

    /** As it travels. */
    public Device toDevice() {
        return Device.newBuilder()
                .setSigningKey(signing.bytes())
                .setWrappingKey(wrapping)
                .build();
    }
}
