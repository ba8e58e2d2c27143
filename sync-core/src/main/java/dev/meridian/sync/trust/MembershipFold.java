package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Member;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.MemberDevice.Kind;
import dev.meridian.sync.trust.Membership.Accepted;
import dev.meridian.sync.trust.Membership.Refusal;
import dev.meridian.sync.trust.Membership.Refused;
import dev.meridian.sync.trust.Membership.Step;
import dev.meridian.sync.trust.Membership.UpgradeNeeded;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rules by which one membership record follows another: docs/spec/trust.md, MEM. Relay and clients run the same ones at
 * every position, so that they agree on who is a member without trusting each other. Here is what holds for every record;
 * {@link GenesisRules}, {@link EntryRules}, {@link DeviceRules}, {@link OwnerRules} and {@link RekeyRules} have the operations.
 *
 * <p>A record of a member is verified before its body is parsed. The signer of a genesis or a join is not a member yet, and
 * its key is in the body: a genesis is known by its hash, which is the workspace's id, and a join by the invite's signature.
 */
final class MembershipFold {
    /** Ed25519, X25519, HKDF-SHA256, AES-256-GCM: the one suite there is. */
    static final int SUITE = 1;

    private final Membership before;
    private final long entryMillis;

    MembershipFold(Membership before, long entryMillis) {
        this.before = before;
        this.entryMillis = entryMillis;
    }

    Step step(ByteString item) {
        Optional<Signed> signed = MemberRecord.parse(item);
        if (signed.isEmpty()) {
            return new Refused(Refusal.MALFORMED, "not a signed record");
        }
        return before.isFounded() ? follow(signed.get()) : found(signed.get());
    }

    private Step found(Signed signed) {
        if (!Sha256.of(signed.getBody()).equals(before.workspace().bytes())) {
            return new Refused(Refusal.WRONG_WORKSPACE, "not the genesis record of this workspace");
        }
        Optional<Member> member = parse(signed.getBody());
        if (member.isEmpty()) {
            return new Refused(Refusal.MALFORMED, "not a membership record");
        }
        if (isOfLaterVersion(member.get())) {
            return upgradeNeeded();
        }
        if (!member.get().hasGenesis()) {
            return new Refused(Refusal.MALFORMED, "the first record is a genesis");
        }
        int suite = member.get().getGenesis().getSuite();
        return suite == SUITE
                ? step(signed, new GenesisRules(before).judge(signed, member.get()))
                : new UpgradeNeeded("this workspace uses cipher suite " + suite);
    }

    private Step follow(Signed signed) {
        Optional<MemberDevice> signer = before.knownDevice(new DeviceId(signed.getDevice()));
        if (signer.isPresent() && !isSignedBy(signer.get().keys().signing(), signed)) {
            return new Refused(Refusal.BAD_SIGNATURE, "not signed by the device that it names");
        }
        Optional<Member> parsed = parse(signed.getBody());
        if (parsed.isEmpty()) {
            return new Refused(Refusal.MALFORMED, "not a membership record");
        }
        Member member = parsed.get();
        if (!member.getWs().equals(before.workspace().bytes())) {
            return member.hasGenesis()
                    ? new Refused(Refusal.ALREADY_PRESENT, "the workspace is founded already")
                    : new Refused(Refusal.WRONG_WORKSPACE, "a record of another workspace");
        }
        if (!member.getPrevMember().equals(before.lastRecord().bytes())) {
            return new Refused(Refusal.STALE, "another membership record came first");
        }
        if (isOfLaterVersion(member)) {
            return upgradeNeeded();
        }
        return step(signed, judge(signed, signer, member).then(next -> rekey(next, member)));
    }

    private Ruling judge(Signed signed, Optional<MemberDevice> signer, Member member) {
        EntryRules entry = new EntryRules(before, entryMillis);
        DeviceRules devices = new DeviceRules(before, entryMillis);
        OwnerRules owners = new OwnerRules(before, entryMillis);
        return switch (member.getOpCase()) {
            case GENESIS -> Ruling.denied(Refusal.ALREADY_PRESENT, "the workspace is founded already");
            case INVITE -> byOwner(signer, "invites", owner -> entry.invite(owner, member.getInvite()));
            case JOIN -> entry.join(signed, member.getJoin());
            case ADD_DEVICE -> byMember(signer, device -> devices.add(device, member.getAddDevice()));
            case REVOKE_DEVICE -> byMember(signer, device -> devices.revoke(device, member.getRevokeDevice()));
            case REMOVE -> byOwner(signer, "removes a member", owner -> owners.remove(owner, member.getRemove()));
            case SET_ROLE -> byOwner(signer, "changes a role", owner -> owners.setRole(member.getSetRole()));
            case ROTATE ->
                byOwner(
                        signer,
                        "changes the key",
                        owner -> new RekeyRules(before, entryMillis).judge(member.getRotate()));
            case REVOKE_INVITE ->
                byOwner(signer, "revokes an invite", owner -> entry.revokeInvite(member.getRevokeInvite()));
            case APPROVE -> byOwner(signer, "approves a newcomer", owner -> entry.approve(member.getApprove()));
            case QUARANTINE ->
                byOwner(signer, "puts something in quarantine", owner -> owners.quarantine(member.getQuarantine()));
            case NEW_GENERATION ->
                byOwner(signer, "changes the relay's key", owner -> owners.newGeneration(member.getNewGeneration()));
            case OP_NOT_SET -> throw new IllegalStateException("an operation that is not known got past its check");
        };
    }

    private static Ruling byOwner(Optional<MemberDevice> signer, String what, Function<MemberDevice, Ruling> rule) {
        return signer.filter(device -> device.kind() == Kind.ACTIVE && isOwner(device))
                .map(rule)
                .orElseGet(() -> Ruling.denied(Refusal.NOT_ALLOWED, "only an owner " + what));
    }

    // The one thing that a recovery device may do.
    private static Ruling byMember(Optional<MemberDevice> signer, Function<MemberDevice, Ruling> rule) {
        return signer.filter(device -> device.kind() == Kind.ACTIVE
                        || (device.kind() == Kind.RECOVERY && device.wrap().isPresent()))
                .map(rule)
                .orElseGet(() -> Ruling.denied(Refusal.NOT_ALLOWED, "only a member's device does that"));
    }

    private Ruling rekey(Membership next, Member member) {
        if (member.hasRekey()) {
            return new RekeyRules(next, entryMillis).judge(member.getRekey());
        }
        boolean needed = member.hasRevokeDevice()
                || (member.hasRemove()
                        && !isPending(new DeviceId(member.getRemove().getMember())));
        return needed
                ? Ruling.denied(Refusal.BAD_REKEY, "there is no new key, and who goes would have the present one")
                : Ruling.allowed(next);
    }

    private boolean isPending(DeviceId member) {
        return before.personOf(member)
                .filter(person -> person.state() == Person.State.PENDING)
                .isPresent();
    }

    private static Step step(Signed signed, Ruling ruling) {
        return switch (ruling) {
            case Ruling.Allowed allowed -> {
                ItemId id = MemberRecord.idOf(signed);
                yield new Accepted(allowed.next().after(id), id);
            }
            case Ruling.Denied denied -> new Refused(denied.refusal(), denied.reason());
        };
    }

    private static Step upgradeNeeded() {
        return new UpgradeNeeded("a membership record of a later version");
    }

    static boolean isOwner(MemberDevice device) {
        return device.role() == Role.ROLE_OWNER;
    }

    static boolean isSignedBy(VerifyKey key, Signed signed) {
        return key.deviceId().bytes().equals(signed.getDevice())
                && key.verifies(SignatureType.MEMBER, signed.getBody(), signed.getSig());
    }

    private static Optional<Member> parse(ByteString body) {
        try {
            return Optional.of(Member.parseFrom(body));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    // A field, operation or role that this version does not know may say who is a member, so nothing of it is guessed.
    private static boolean isOfLaterVersion(Member member) {
        boolean unknownRole = (member.hasInvite() && member.getInvite().getRole() == Role.UNRECOGNIZED)
                || (member.hasSetRole() && member.getSetRole().getRole() == Role.UNRECOGNIZED);
        boolean knownOperation = switch (member.getOpCase()) {
            case REVOKE_DEVICE, REMOVE, REVOKE_INVITE -> true;
            case GENESIS, INVITE, JOIN, ADD_DEVICE, SET_ROLE, ROTATE, QUARANTINE, NEW_GENERATION, APPROVE ->
                !member.hasRekey();
            case OP_NOT_SET -> false;
        };
        return !Strict.hasNoUnknownFields(member) || unknownRole || !knownOperation;
    }
}
