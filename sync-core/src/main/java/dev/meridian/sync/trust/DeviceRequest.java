package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Device;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.WorkspaceId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A new device asks to be a certain member's, by its own signature: whoever else gets to see this cannot make the device theirs.
 * Nothing of it is secret. As text it is {@code meridian-device-v1.SIGNING.WRAPPING.SIGNATURE} in base64url, short enough for a
 * QR code; {@code meridian-recovery-v1...} for a recovery device.
 *
 * @param signature by the new device, type "device"
 * @param recovery whether it is to be the member's recovery device
 */
public record DeviceRequest(PublicKeys keys, ByteString signature, boolean recovery) {
    private static final String DEVICE = "meridian-device-v1";
    private static final String RECOVERY = "meridian-recovery-v1";
    private static final int PARTS = 4;

    /** What came of reading a request. */
    public sealed interface Parsing {}

    /** A request. */
    public record Parsed(DeviceRequest request) implements Parsing {}

    /** Not one; the reason is one sentence for the person who pasted it. */
    public record Broken(String reason) implements Parsing {}

    /** Asks, as the new device. */
    public static DeviceRequest of(DeviceKeys device, WorkspaceId workspace, DeviceId member, boolean recovery) {
        ByteString wish = wish(workspace, member, recovery, device.publicKeys());
        return new DeviceRequest(device.publicKeys(), device.signing().sign(SignatureType.DEVICE, wish), recovery);
    }

    /** Whether the device asks to be this member's, in this workspace. */
    public boolean isFor(WorkspaceId workspace, DeviceId member) {
        return keys.signing().verifies(SignatureType.DEVICE, wish(workspace, member, recovery, keys), signature);
    }

    /** The new device. */
    public DeviceId device() {
        return keys.id();
    }

    private static ByteString wish(WorkspaceId workspace, DeviceId member, boolean recovery, PublicKeys keys) {
        ByteString purpose = ByteString.copyFrom(
                ByteBuffer.allocate(Integer.BYTES).putInt(recovery ? 1 : 0).flip());
        return workspace
                .bytes()
                .concat(member.bytes())
                .concat(purpose)
                .concat(keys.signing().bytes())
                .concat(keys.wrapping().bytes());
    }

    /** As text. */
    public String format() {
        return String.join(
                ".",
                recovery ? RECOVERY : DEVICE,
                InviteLink.base64(keys.signing().bytes()),
                InviteLink.base64(keys.wrapping().bytes()),
                InviteLink.base64(signature));
    }

    /** Reads a request, with blanks around it. */
    public static Parsing parse(String text) {
        String[] parts = text.strip().split("\\.", -1);
        boolean recovery = parts[0].equals(RECOVERY);
        if (!recovery && !parts[0].equals(DEVICE)) {
            return new Broken("a device's request begins with " + DEVICE);
        }
        if (parts.length != PARTS) {
            return new Broken("the request is cut short, or goes on after its end: copy it whole, and alone");
        }
        Device device = Device.newBuilder()
                .setSigningKey(decode(parts[1]))
                .setWrappingKey(decode(parts[2]))
                .build();
        ByteString signature = decode(parts[3]);
        Optional<PublicKeys> keys = PublicKeys.of(device);
        if (keys.isEmpty() || signature.size() != Ed25519.SIGNATURE_SIZE) {
            return new Broken("the request has a wrong or a missing character: copy it again");
        }
        DeviceRequest request = new DeviceRequest(keys.get(), signature, recovery);
        return request.format().equals(text.strip())
                ? new Parsed(request)
                : new Broken("the request has a wrong character: copy it again");
    }

    // Empty where it is not base64url: no key and no signature has that length.
    private static ByteString decode(String text) {
        try {
            return ByteString.copyFrom(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return ByteString.EMPTY;
        }
    }
}
