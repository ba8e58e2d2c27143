package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.trust.Membership;

/**
 * Where a client's own copy of the log stands. A shell can always give one: {@link ClientEffect.Deliver} and
 * {@link ClientEffect.Rewind} come with the signed head of exactly the position they leave the log at.
 *
 * @param head the head at the last stored entry
 * @param signed the same under the relay's signature; the default instance where the log is empty
 * @param members the fold of the membership records up to there
 */
public record LocalLog(LogHead head, SignedHead signed, Membership members) {
    private static final ItemId NO_RECORD = new ItemId(ByteString.copyFrom(new byte[Sha256.LENGTH]));

    /** A log without entries. */
    public static LocalLog empty(WorkspaceId workspace) {
        return new LocalLog(
                new LogHead(workspace, 0, 0, 0, Chain.ZERO, NO_RECORD),
                SignedHead.getDefaultInstance(),
                Membership.none(workspace));
    }
}
