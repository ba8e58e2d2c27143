package dev.meridian.sync.relay;

import dev.meridian.proto.v1.EnvelopeKind;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.trust.SealedEnvelope;

/** Passes presence on: sealed, never stored. Owned by its machine. */
final class Presences {
    private final LogTail tail;
    private final Followers followers;
    private final Outgoing out;

    Presences(LogTail tail, Followers followers, Outgoing out) {
        this.tail = tail;
        this.followers = followers;
        this.out = out;
    }

    void pass(Session session, DeviceId key, Frame frame) {
        boolean fits = SealedEnvelope.read(frame.getPresence().getEnvelope().toByteString())
                        instanceof SealedEnvelope.Read read
                && read.envelope().core().getKind() == EnvelopeKind.ENVELOPE_KIND_PRESENCE
                && read.envelope().device().equals(key)
                && read.envelope().workspace().equals(tail.durable().members().workspace());
        if (!fits || Standing.of(key, tail.durable().members()) != Standing.MEMBER) {
            out.turnAway(session, ErrorCode.ERROR_CODE_BAD_FRAME, "this is no presence of a member's");
            return;
        }
        followers.passOn(session, frame);
    }
}
