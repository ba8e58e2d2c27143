package dev.meridian.sync.log;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.SignatureType;
import dev.meridian.sync.trust.SigningKey;
import dev.meridian.sync.trust.Succession;
import dev.meridian.sync.trust.VerifyKey;
import java.util.Optional;

/** Heads under the relay's signature, type "head": with the entries before it, a receipt of position and time. */
public final class SignedHeads {
    private SignedHeads() {}

    /** Signs a head as the relay. */
    public static SignedHead sign(LogHead head, SigningKey relayKey) {
        ByteString bytes = head.serialise();
        return SignedHead.newBuilder()
                .setHead(bytes)
                .setRelaySig(relayKey.sign(SignatureType.HEAD, bytes))
                .build();
    }

    /**
     * The head, if the relay signed it that these members name; or, where the entry at its place is the record that names it, the relay before
     * (MEM-19).
     *
     * @param members after that entry
     * @param item of that entry
     */
    public static Optional<LogHead> verify(SignedHead signed, Membership members, ByteString item) {
        return verify(signed, members.relayKey(), members.workspace())
                .or(() -> members.relay()
                        .former()
                        .filter(key -> Succession.baseOf(item).isPresent())
                        .flatMap(key -> verify(signed, key, members.workspace())));
    }

    /** What these bytes say, if they are well formed and of this workspace; whose word it is, is not looked at. */
    public static Optional<LogHead> claim(SignedHead signed, WorkspaceId workspace) {
        return LogHead.parse(signed.getHead()).filter(head -> head.workspace().equals(workspace));
    }

    /** The head, if the relay signed these bytes, they are well formed, and they are of this workspace. */
    public static Optional<LogHead> verify(SignedHead signed, VerifyKey relayKey, WorkspaceId workspace) {
        if (!relayKey.verifies(SignatureType.HEAD, signed.getHead(), signed.getRelaySig())) {
            return Optional.empty();
        }
        return LogHead.parse(signed.getHead()).filter(head -> head.workspace().equals(workspace));
    }
}
