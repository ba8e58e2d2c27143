package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Device;
import dev.meridian.sync.id.DeviceId;
import java.util.Optional;

/** The public halves of a device or an invite, both fully validated. */
public record PublicKeys(VerifyKey signing, WrappingKey wrapping) {
    /** The keys of a device record, or empty if either is not fit to enrol. */
    public static Optional<PublicKeys> of(Device device) {
        ByteString wrapping = device.getWrappingKey();
        if (!WrappingKey.fits(wrapping)) {
            return Optional.empty();
        }
        return VerifyKey.of(device.getSigningKey()).map(signing -> new PublicKeys(signing, new WrappingKey(wrapping)));
    }

    /** The id: of the signing key. */
    public DeviceId id() {
        return signing.deviceId();
    }

    /** As it travels. */
    public Device toDevice() {
        return Device.newBuilder()
                .setSigningKey(signing.bytes())
                .setWrappingKey(wrapping.bytes())
                .build();
    }
}
