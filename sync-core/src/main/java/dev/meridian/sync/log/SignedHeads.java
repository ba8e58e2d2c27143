package dev.meridian.sync.log;

import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.Pending;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.SigningKey;
import dev.meridian.sync.trust.VerifyKey;
import java.util.Optional;

/** Heads under the relay's signature, type "head". */
public final class SignedHeads {
    private SignedHeads() {}

    /** Signs a head as the relay. */
    public static SignedHead sign(LogHead head, SigningKey relayKey) {
        return Pending.body();
    }

    /** The head, if the relay signed these bytes, they are well formed, and they are of this workspace. */
    public static Optional<LogHead> verify(SignedHead signed, VerifyKey relayKey, WorkspaceId workspace) {
        return Pending.body();
    }
}
