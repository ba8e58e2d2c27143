package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Approve;
import dev.meridian.proto.v1.Invite;
import dev.meridian.proto.v1.Join;
import dev.meridian.proto.v1.RevokeInvite;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Signed;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.trust.Membership.Refusal;
import java.util.List;
import java.util.Optional;

/** How somebody becomes a member: invites, joins, approvals (MEM-5, MEM-9, MEM-15, MEM-16). */
final class EntryRules {
    private final Membership before;
    private final long entryMillis;

    EntryRules(Membership before, long entryMillis) {
        this.before = before;
        this.entryMillis = entryMillis;
    }

    /** An owner's invitation. */
    Ruling invite(MemberDevice owner, Invite invite) {
        Optional<PublicKeys> keys = PublicKeys.of(invite.getKeys());
        if (keys.isEmpty()) {
            return Ruling.denied(Refusal.BAD_KEY, "a key of the invite may not be enrolled");
        }
        boolean sealed = invite.getApproval()
                ? !invite.hasWrap() && invite.getEpoch() == 0
                : Recipients.isFor(keys.get().id(), invite.getWrap());
        if (!sealed || invite.getRole() == Role.ROLE_UNSPECIFIED || invite.getUses() == 0) {
            return Ruling.denied(Refusal.MALFORMED, "the invite is not well formed");
        }
        if (!invite.getApproval() && invite.getEpoch() != before.epoch()) {
            return staleEpoch();
        }
        if (isKnown(keys.get().id())) {
            return Ruling.denied(Refusal.ALREADY_PRESENT, "the invite's key is in use already");
        }
        // Uses and time are unsigned on the wire; a time past 2^63 is no time.
        InviteState state = new InviteState(
                keys.get(),
                owner.member(),
                invite.getRole(),
                Integer.toUnsignedLong(invite.getUses()),
                invite.getExpiresMs(),
                invite.getApproval(),
                false,
                invite.hasWrap() ? Optional.of(invite.getWrap()) : Optional.empty());
        return state.isOverAt(entryMillis)
                ? Ruling.denied(Refusal.INVITE_EXPIRED, "the invite is over before it begins")
                : Ruling.allowed(before.with(state));
    }

    /** An invite lets nobody in any more. */
    Ruling revokeInvite(RevokeInvite revocation) {
        if (!DeviceId.fits(revocation.getInvite())) {
            return Ruling.denied(Refusal.MALFORMED, "the revocation names no invite");
        }
        return before.inviteOf(new DeviceId(revocation.getInvite()))
                .map(invite -> usable(invite).then(members -> Ruling.allowed(members.with(invite.voided()))))
                .orElseGet(EntryRules::noSuchInvite);
    }

    /** A newcomer enters, or asks to. */
    Ruling join(Signed signed, Join join) {
        Optional<PublicKeys> keys = PublicKeys.of(join.getDevice());
        Optional<PublicKeys> recovery = join.hasRecovery() ? PublicKeys.of(join.getRecovery()) : Optional.empty();
        if (keys.isEmpty() || recovery.isPresent() != join.hasRecovery()) {
            return Ruling.denied(Refusal.BAD_KEY, "a key of the newcomer may not be enrolled");
        }
        DeviceId newcomer = keys.get().id();
        if (!MembershipFold.isSignedBy(keys.get().signing(), signed)) {
            return Ruling.denied(Refusal.BAD_SIGNATURE, "not signed by the device that joins");
        }
        if (!DeviceId.fits(join.getInvite())
                || recovery.map(PublicKeys::id).filter(newcomer::equals).isPresent()) {
            return Ruling.denied(Refusal.MALFORMED, "the join is not well formed");
        }
        if (isKnown(newcomer)
                || recovery.map(PublicKeys::id).filter(this::isKnown).isPresent()) {
            return Ruling.denied(Refusal.ALREADY_PRESENT, "the device is here already, or was");
        }
        return before.inviteOf(new DeviceId(join.getInvite()))
                .map(invite -> join(join, new Newcomer(keys.get(), recovery), invite))
                .orElseGet(EntryRules::noSuchInvite);
    }

    private record Newcomer(PublicKeys keys, Optional<PublicKeys> recovery) {}

    private Ruling join(Join join, Newcomer newcomer, InviteState invite) {
        ByteString admission = MemberRecord.admission(before.workspace(), invite.id(), invite.role(), newcomer.keys);
        if (!invite.keys().signing().verifies(SignatureType.JOIN, admission, join.getInviteSig())) {
            return Ruling.denied(Refusal.BAD_SIGNATURE, "not admitted by the invite's key");
        }
        if (!wrapsFit(join, newcomer, invite.approval())) {
            return Ruling.denied(Refusal.MALFORMED, "the join does not wrap the key to its devices, and only to them");
        }
        return usable(invite).then(members -> {
            if (invite.isOverAt(entryMillis)) {
                return Ruling.denied(Refusal.INVITE_EXPIRED, "the invite has expired");
            }
            if (!invite.approval() && join.getEpoch() != before.epoch()) {
                return staleEpoch();
            }
            return Ruling.allowed(entered(join, newcomer, invite));
        });
    }

    private static boolean wrapsFit(Join join, Newcomer newcomer, boolean approval) {
        if (approval) {
            return !join.hasOwn() && !join.hasRecoveryWrap() && join.getEpoch() == 0;
        }
        return Recipients.isFor(newcomer.keys.id(), join.getOwn())
                && join.hasRecoveryWrap() == newcomer.recovery.isPresent()
                && newcomer.recovery
                        .map(keys -> Recipients.isFor(keys.id(), join.getRecoveryWrap()))
                        .orElse(true);
    }

    private Membership entered(Join join, Newcomer newcomer, InviteState invite) {
        DeviceId id = newcomer.keys.id();
        Role role = invite.role();
        boolean approval = invite.approval();
        Person person = new Person(
                id,
                role,
                approval ? Person.State.PENDING : Person.State.MEMBER,
                List.of(id),
                newcomer.recovery.map(PublicKeys::id));
        Membership next = before.with(invite.usedOnce())
                .with(person)
                .with(
                        approval
                                ? MemberDevice.pending(newcomer.keys, id, role)
                                : MemberDevice.active(newcomer.keys, id, role, join.getOwn()));
        if (newcomer.recovery.isEmpty()) {
            return next;
        }
        Optional<Wrap> wrap = approval ? Optional.empty() : Optional.of(join.getRecoveryWrap());
        return next.with(MemberDevice.recovery(newcomer.recovery.get(), id, role, wrap));
    }

    /** Somebody who waits gets the key. */
    Ruling approve(Approve approve) {
        Optional<Person> waiting = DeviceId.fits(approve.getMember())
                ? before.personOf(new DeviceId(approve.getMember()))
                        .filter(person -> person.state() == Person.State.PENDING)
                : Optional.empty();
        if (waiting.isEmpty()) {
            return Ruling.denied(Refusal.NO_SUCH_MEMBER, "nobody of this name waits for approval");
        }
        Person person = waiting.get();
        boolean fits = Recipients.isFor(person.id(), approve.getWrap())
                && approve.hasRecoveryWrap() == person.recovery().isPresent()
                && person.recovery()
                        .map(id -> Recipients.isFor(id, approve.getRecoveryWrap()))
                        .orElse(true);
        if (!fits) {
            return Ruling.denied(
                    Refusal.MALFORMED, "the approval does not wrap the key to exactly the newcomer's devices");
        }
        return approve.getEpoch() == before.epoch() ? Ruling.allowed(approved(person, approve)) : staleEpoch();
    }

    private Membership approved(Person person, Approve approve) {
        Membership next = before.with(person.approved());
        for (MemberDevice device : before.devicesOf(person)) {
            next = next.with(
                    device.kind() == MemberDevice.Kind.PENDING
                            ? device.as(MemberDevice.Kind.ACTIVE).with(Optional.of(approve.getWrap()))
                            : device.with(Optional.of(approve.getRecoveryWrap())));
        }
        return next;
    }

    private Ruling usable(InviteState invite) {
        if (invite.revoked()) {
            return Ruling.denied(Refusal.INVITE_REVOKED, "the invite was revoked");
        }
        return invite.isOpen()
                ? Ruling.allowed(before)
                : Ruling.denied(Refusal.INVITE_USED_UP, "the invite was used as often as it may be");
    }

    private static Ruling noSuchInvite() {
        return Ruling.denied(Refusal.NO_SUCH_INVITE, "this invite was never made");
    }

    static Ruling staleEpoch() {
        return Ruling.denied(Refusal.STALE_EPOCH, "it wraps the key of an epoch that is over");
    }

    private boolean isKnown(DeviceId id) {
        return before.knownDevice(id).isPresent() || before.isInvite(id);
    }
}
