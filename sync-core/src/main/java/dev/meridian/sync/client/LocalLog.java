package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.log.SignedHeads;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.VerifyKey;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a client's own copy of the log stands. A shell can always give one: {@link ClientEffect.Deliver} and
 * {@link ClientEffect.Rewind} come with the signed head of exactly the position they leave the log at.
 *
 * @param head the head at the last stored entry; empty where the log is
 * @param signed the same under the relay's signature; the default instance where the log is empty
 * @param members the fold of the membership records up to there
 */
public record LocalLog(Optional<LogHead> head, SignedHead signed, Membership members) {
    /** A log without entries. */
    public static LocalLog empty(WorkspaceId workspace) {
        return new LocalLog(Optional.empty(), SignedHead.getDefaultInstance(), Membership.none(workspace));
    }

    /**
     * A log as it was stored.
     *
     * @param signed the head kept with the last entry
     * @param members the fold of its membership records
     * @throws IllegalArgumentException if the head is not by the relay that the members name
     */
    public static LocalLog at(SignedHead signed, Membership members) {
        return at(signed, members, Optional.empty());
    }

    /**
     * A log as it was stored.
     *
     * @param heir the relay key that an owner's record names further on, where the log was being read up to that ({@link
     *     ClientEffect.Heir})
     * @throws IllegalArgumentException if the head is not by the relay that the members name, the one right before it, or the heir
     */
    public static LocalLog at(SignedHead signed, Membership members, Optional<VerifyKey> heir) {
        return Stream.of(Optional.of(members.relayKey()), members.relay().former(), heir)
                .flatMap(Optional::stream)
                .flatMap(key -> SignedHeads.verify(signed, key, members.workspace()).stream())
                .findFirst()
                .map(head -> new LocalLog(Optional.of(head), signed, members))
                .orElseThrow(() -> new IllegalArgumentException("the stored head is not by this workspace's relay"));
    }

    /** Position of the last entry; 0 where there is none. */
    public long pos() {
        return head.map(LogHead::pos).orElse(0L);
    }

    /** The newest generation known; 0 where there is no entry. */
    public long gen() {
        return head.map(LogHead::gen).orElse(0L);
    }

    /** The chain after the last entry. */
    public ByteString chain() {
        return head.map(LogHead::chain).orElse(Chain.ZERO);
    }

    /** Time of the last entry, milliseconds since 1970; 0 where there is none. */
    public long relayMillis() {
        return head.map(LogHead::relayMillis).orElse(0L);
    }
}
