package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.DeviceId;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** What protobuf lets pass and this protocol does not. */
final class Strict {
    private Strict() {}

    /** Whether this version knows every field of the message and of those within it. */
    static boolean hasNoUnknownFields(Message message) {
        if (!message.getUnknownFields().asMap().isEmpty()) {
            return false;
        }
        return message.getAllFields().values().stream().allMatch(Strict::isKnown);
    }

    private static boolean isKnown(Object value) {
        return switch (value) {
            case Message message -> hasNoUnknownFields(message);
            case List<?> values -> values.stream().allMatch(Strict::isKnown);
            default -> true;
        };
    }

    /**
     * Whether these are the bytes that this message has: nothing unknown, repeated, reordered or longer than it need be. For
     * what stands outside a signature, where nothing else holds the bytes.
     */
    static boolean isOnlyEncoding(Message message, ByteString bytes) {
        return message.getUnknownFields().asMap().isEmpty()
                && message.getSerializedSize() == bytes.size()
                && message.toByteString().equals(bytes);
    }

    /** Whether body, device and signature are there, have their lengths, and nothing is beside them. */
    static boolean isWellFormed(Signed signed) {
        return signed.getUnknownFields().asMap().isEmpty()
                && !signed.getBody().isEmpty()
                && DeviceId.fits(signed.getDevice())
                && signed.getSig().size() == Ed25519.SIGNATURE_SIZE;
    }
}
