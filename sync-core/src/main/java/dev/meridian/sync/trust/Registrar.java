package dev.meridian.sync.trust;

import dev.meridian.proto.v1.AddDevice;
import dev.meridian.proto.v1.Approve;
import dev.meridian.proto.v1.Member;
import dev.meridian.proto.v1.NewGeneration;
import dev.meridian.proto.v1.Quarantine;
import dev.meridian.proto.v1.Remove;
import dev.meridian.proto.v1.RevokeDevice;
import dev.meridian.proto.v1.RevokeInvite;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Rotate;
import dev.meridian.proto.v1.SetRole;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.ItemId;

/**
 * Makes the records by which a membership changes, as one device sees it at one place of the log. It says what it is told to say:
 * whether that is allowed {@link Membership#apply} judges. Whatever needs the epoch key throws {@code IllegalArgumentException}
 * where the device has none.
 *
 * @param members whom the records follow
 * @param signer a member's device, or a recovery device
 * @param logMillis the time of the last entry known: invites that are over by then get no new key
 */
public record Registrar(Membership members, DeviceKeys signer, long logMillis, Entropy entropy) {
    /**
     * One more device of the signer's member.
     *
     * @param request by the new device
     */
    public MemberRecord addDevice(DeviceRequest request) {
        return follow(Member.newBuilder()
                .setAddDevice(AddDevice.newBuilder()
                        .setDevice(request.keys().toDevice())
                        .setRequestSig(request.signature())
                        .setWrap(wrapTo(request.keys()))
                        .setEpoch(members.epoch())
                        .setRecovery(request.recovery())));
    }

    /** A device acts no more. */
    public MemberRecord revokeDevice(DeviceId device) {
        Membership next = members.knownDevice(device)
                .map(known -> members.withoutDevice(known, logMillis, signer.id()))
                .orElse(members);
        return follow(Member.newBuilder()
                .setRevokeDevice(RevokeDevice.newBuilder().setDevice(device.bytes()))
                .setRekey(rekey(next)));
    }

    /** A member is none any more. */
    public MemberRecord remove(DeviceId member) {
        Membership next = members.personOf(member)
                .map(person -> members.withoutPerson(person, logMillis, signer.id()))
                .orElse(members);
        return follow(Member.newBuilder()
                .setRemove(Remove.newBuilder().setMember(member.bytes()))
                .setRekey(rekey(next)));
    }

    /** Somebody who waits for approval does not get it. */
    public MemberRecord decline(DeviceId member) {
        return follow(Member.newBuilder().setRemove(Remove.newBuilder().setMember(member.bytes())));
    }

    /** Another role for a member. */
    public MemberRecord setRole(DeviceId member, Role role) {
        return follow(Member.newBuilder()
                .setSetRole(SetRole.newBuilder().setMember(member.bytes()).setRole(role)));
    }

    /** A new epoch. */
    public MemberRecord rotate() {
        return follow(Member.newBuilder().setRotate(rekey(members)));
    }

    /** An invite lets nobody in any more; with a new epoch, because who has the link may have the key by it. */
    public MemberRecord revokeInvite(DeviceId invite) {
        RevokeInvite.Builder body = RevokeInvite.newBuilder().setInvite(invite.bytes());
        Member.Builder member = Member.newBuilder().setRevokeInvite(body);
        members.inviteOf(invite)
                .filter(InviteState::takesKeys)
                .ifPresent(state -> member.setRekey(rekey(members.with(state.voided()))));
        return follow(member);
    }

    /**
     * Somebody who waits for approval gets it.
     *
     * @throws IllegalArgumentException if nobody of this id is known
     */
    public MemberRecord approve(DeviceId member) {
        Approve.Builder body = Approve.newBuilder()
                .setMember(member.bytes())
                .setWrap(wrapTo(keysOf(member)))
                .setEpoch(members.epoch());
        members.personOf(member)
                .flatMap(Person::recovery)
                .ifPresent(recovery -> body.setRecoveryWrap(wrapTo(keysOf(recovery))));
        return follow(Member.newBuilder().setApprove(body));
    }

    private PublicKeys keysOf(DeviceId device) {
        return members.knownDevice(device)
                .map(MemberDevice::keys)
                .orElseThrow(() -> new IllegalArgumentException("no device " + device));
    }

    /**
     * Everybody skips an envelope, and what builds on it.
     *
     * @param itemSha256 of the envelope
     * @param pos where it stands now, for people
     */
    public MemberRecord quarantine(ItemId itemSha256, long pos) {
        return follow(Member.newBuilder()
                .setQuarantine(Quarantine.newBuilder()
                        .setItemSha256(itemSha256.bytes())
                        .setPos(pos)));
    }

    /**
     * Another relay key orders the log from here on.
     *
     * @param last the head at the end of the log as the signer has it: the record fits right after it and nowhere else
     * @param address {@code http://host:port} or {@code https://host:port}
     */
    public MemberRecord newGeneration(VerifyKey relayKey, SignedHead last, String address) {
        return follow(Member.newBuilder()
                .setNewGeneration(NewGeneration.newBuilder()
                        .setRelayKey(relayKey.bytes())
                        .setLast(last)
                        .setAddress(address)));
    }

    private Wrap wrapTo(PublicKeys recipient) {
        return MemberRecord.epochKey(members, signer).wrapTo(recipient, members.wrapContext(), entropy);
    }

    private MemberRecord follow(Member.Builder member) {
        return MemberRecord.follow(members, signer.signing(), member);
    }

    private Rotate rekey(Membership remaining) {
        EpochKey current = MemberRecord.epochKey(members, signer);
        EpochKey next = EpochKey.generate(members.epoch() + 1, entropy);
        Rotate.Builder rotate = Rotate.newBuilder()
                .setEpoch(next.epoch())
                .setCommit(next.commit())
                .setPrevKey(next.sealPrevious(current, members.wrapContext()));
        for (MemberDevice device : RekeyRules.holders(remaining)) {
            rotate.addWraps(next.wrapTo(device.keys(), members.wrapContext(), entropy));
        }
        for (InviteState invite : remaining.invites()) {
            if (invite.takesKeys() && !invite.isOverAt(logMillis)) {
                rotate.addWraps(next.wrapTo(invite.keys(), members.wrapContext(), entropy));
            }
        }
        return rotate.build();
    }
}
