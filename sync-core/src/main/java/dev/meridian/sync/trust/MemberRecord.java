package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Invite;
import dev.meridian.proto.v1.Join;
import dev.meridian.proto.v1.Member;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A new membership record, ready to push. It follows the members it was made from, and no others: if somebody else's record
 * comes first it is refused as {@link Membership.Refusal#STALE}, and is made again.
 *
 * @param id SHA-256 of its body
 * @param item the serialised {@code Signed}
 */
public record MemberRecord(ItemId id, ByteString item) {
    /**
     * What an invite lets its holders do.
     *
     * @param uses how many may join, at least 1
     * @param expiresMillis by the relay's clock, milliseconds since 1970-01-01 UTC; from then on nobody may
     * @param approval whether those who join wait until an owner approves, without the key
     */
    public record InviteTerms(Role role, int uses, long expiresMillis, boolean approval) {
        /** @throws IllegalArgumentException if there is no such role, use or time */
        public InviteTerms {
            if (role == Role.ROLE_UNSPECIFIED || role == Role.UNRECOGNIZED || uses < 1 || expiresMillis < 0) {
                throw new IllegalArgumentException(
                        "no invite as %s for %d until %d".formatted(role, uses, expiresMillis));
            }
        }

        /** Terms without approval. */
        public InviteTerms(Role role, int uses, long expiresMillis) {
            this(role, uses, expiresMillis, false);
        }
    }

    /** The id of a serialised {@code Signed}: SHA-256 of its body; empty if it is none. */
    public static Optional<ItemId> idOf(ByteString item) {
        return parse(item).map(MemberRecord::idOf);
    }

    static ItemId idOf(Signed signed) {
        return new ItemId(Sha256.of(signed.getBody()));
    }

    // One encoding for what is outside the signature, as with envelopes.
    static Optional<Signed> parse(ByteString item) {
        try {
            Signed signed = Signed.parseFrom(item);
            return Strict.isOnlyEncoding(signed, item) && Strict.isWellFormed(signed)
                    ? Optional.of(signed)
                    : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    /**
     * An owner's invitation.
     *
     * @param invite {@link DeviceKeys#ofInvite} of a fresh seed
     * @throws IllegalArgumentException if these members hold no key for the owner's device
     */
    public static MemberRecord invite(
            Membership members, DeviceKeys owner, DeviceKeys invite, InviteTerms terms, Entropy entropy) {
        Invite.Builder body = Invite.newBuilder()
                .setKeys(invite.publicKeys().toDevice())
                .setRole(terms.role())
                .setUses(terms.uses())
                .setExpiresMs(terms.expiresMillis())
                .setApproval(terms.approval());
        if (!terms.approval()) {
            body.setWrap(epochKey(members, owner).wrapTo(invite.publicKeys(), members.wrapContext(), entropy))
                    .setEpoch(members.epoch());
        }
        return follow(members, owner.signing(), Member.newBuilder().setInvite(body));
    }

    /**
     * A newcomer's joining by an invite.
     *
     * @throws IllegalArgumentException if these members have no such invite, or hold no key for one that gives it
     */
    public static MemberRecord join(Membership members, DeviceKeys newcomer, DeviceKeys invite, Entropy entropy) {
        return join(members, newcomer, invite, Optional.empty(), entropy);
    }

    /** As above, with a recovery device. */
    public static MemberRecord join(
            Membership members,
            DeviceKeys newcomer,
            DeviceKeys invite,
            Optional<PublicKeys> recovery,
            Entropy entropy) {
        InviteState state = members.inviteOf(invite.id())
                .orElseThrow(() -> new IllegalArgumentException("no invite " + invite.id()));
        ByteString admission = admission(members.workspace(), invite.id(), state.role(), newcomer.publicKeys());
        Join.Builder body = Join.newBuilder()
                .setDevice(newcomer.publicKeys().toDevice())
                .setInvite(invite.id().bytes())
                .setInviteSig(invite.signing().sign(SignatureType.JOIN, admission));
        recovery.ifPresent(keys -> body.setRecovery(keys.toDevice()));
        if (!state.approval()) {
            EpochKey key = epochKey(members, invite);
            body.setOwn(key.wrapTo(newcomer.publicKeys(), members.wrapContext(), entropy))
                    .setEpoch(members.epoch());
            recovery.ifPresent(keys -> body.setRecoveryWrap(key.wrapTo(keys, members.wrapContext(), entropy)));
        }
        return follow(members, newcomer.signing(), Member.newBuilder().setJoin(body));
    }

    /**
     * The same operation by the same device, made to follow another record than it did: for a record that came second.
     *
     * @param lastRecord what it is to follow
     * @return empty if it is not this device's, or founds the workspace
     */
    public static Optional<MemberRecord> renew(ByteString item, ItemId lastRecord, SigningKey signer) {
        return parse(item)
                .filter(signed -> signed.getDevice().equals(signer.deviceId().bytes()))
                .flatMap(signed -> memberOf(signed))
                .filter(member -> !member.hasGenesis())
                .map(member -> signed(
                        signer,
                        member.toBuilder().setPrevMember(lastRecord.bytes()).build()));
    }

    private static Optional<Member> memberOf(Signed signed) {
        try {
            return Optional.of(Member.parseFrom(signed.getBody()));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    /** What an invite's key signs to admit a newcomer: the workspace, itself, the role and both of the newcomer's keys. */
    static ByteString admission(WorkspaceId workspace, DeviceId invite, Role role, PublicKeys newcomer) {
        ByteString number = ByteString.copyFrom(
                ByteBuffer.allocate(Integer.BYTES).putInt(role.getNumber()).flip());
        return workspace
                .bytes()
                .concat(invite.bytes())
                .concat(number)
                .concat(newcomer.signing().bytes())
                .concat(newcomer.wrapping().bytes());
    }

    static EpochKey epochKey(Membership members, DeviceKeys keys) {
        return members.epochKeyFor(keys)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no key of epoch %d for %s".formatted(members.epoch(), keys.id())));
    }

    static MemberRecord follow(Membership members, SigningKey signer, Member.Builder member) {
        return signed(
                signer,
                member.setWs(members.workspace().bytes())
                        .setPrevMember(members.lastRecord().bytes())
                        .build());
    }

    static MemberRecord signed(SigningKey signer, Member member) {
        Signed signed = signer.signed(SignatureType.MEMBER, member.toByteString());
        return new MemberRecord(idOf(signed), signed.toByteString());
    }
}
