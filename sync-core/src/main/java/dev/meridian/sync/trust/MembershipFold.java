package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Genesis;
import dev.meridian.proto.v1.Invite;
import dev.meridian.proto.v1.Join;
import dev.meridian.proto.v1.Member;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Rotate;
import dev.meridian.proto.v1.Signed;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.Membership.Accepted;
import dev.meridian.sync.trust.Membership.Foundation;
import dev.meridian.sync.trust.Membership.InviteState;
import dev.meridian.sync.trust.Membership.MemberDevice;
import dev.meridian.sync.trust.Membership.Refusal;
import dev.meridian.sync.trust.Membership.Refused;
import dev.meridian.sync.trust.Membership.Step;
import dev.meridian.sync.trust.Membership.UpgradeNeeded;
import java.util.Optional;

/**
 * The rules by which one membership record follows another: docs/spec/trust.md, MEM. Relay and clients run the same ones at
 * every position, so that they agree on who is a member without trusting each other.
 *
 * <p>A record of a member is verified before its body is parsed. The signer of a genesis or a join is not a member yet, and
 * its key is in the body: a genesis is known by its hash, which is the workspace's id, and a join by the invite's signature.
 */
final class MembershipFold {
    /** Ed25519, X25519, HKDF-SHA256, AES-256-GCM: the one suite there is. */
    static final int SUITE = 1;

    private static final int NONCE_LENGTH = 32;

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
        return member.get().hasGenesis()
                ? found(signed, member.get(), member.get().getGenesis())
                : new Refused(Refusal.MALFORMED, "the first record is a genesis");
    }

    private Step found(Signed signed, Member member, Genesis genesis) {
        if (genesis.getSuite() != SUITE) {
            return new UpgradeNeeded("this workspace uses cipher suite " + genesis.getSuite());
        }
        Rotate rotate = genesis.getRotate();
        boolean wellFormed = member.getWs().isEmpty()
                && member.getPrevMember().isEmpty()
                && genesis.getNonce().size() == NONCE_LENGTH
                && rotate.getEpoch() == 0
                && rotate.getCommit().size() == Sha256.LENGTH
                && rotate.getPrevKey().isEmpty()
                && rotate.getWrapsCount() == 1;
        if (!wellFormed) {
            return new Refused(Refusal.MALFORMED, "the genesis record is not well formed");
        }
        Optional<VerifyKey> relayKey = VerifyKey.of(genesis.getRelayKey());
        Optional<PublicKeys> owner = PublicKeys.of(genesis.getOwner());
        if (relayKey.isEmpty() || owner.isEmpty()) {
            return new Refused(Refusal.BAD_KEY, "a key of the genesis record may not be enrolled");
        }
        if (!isSignedBy(owner.get().signing(), signed)) {
            return new Refused(Refusal.BAD_SIGNATURE, "the genesis record is not signed by its owner");
        }
        Wrap wrap = rotate.getWraps(0);
        if (!isFor(owner.get().id(), wrap)) {
            return new Refused(Refusal.MALFORMED, "the genesis record wraps no key to its owner");
        }
        ItemId id = MemberRecord.idOf(signed);
        Foundation foundation = new Foundation(relayKey.get(), genesis.getNonce(), 0, rotate.getCommit(), id);
        return new Accepted(before.founded(foundation, new MemberDevice(owner.get(), Role.ROLE_OWNER, wrap)), id);
    }

    private Step follow(Signed signed) {
        Optional<MemberDevice> signer = before.deviceOf(new DeviceId(signed.getDevice()));
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
        return switch (member.getOpCase()) {
            case GENESIS -> new Refused(Refusal.ALREADY_PRESENT, "the workspace is founded already");
            case INVITE -> invite(signed, signer, member.getInvite());
            case JOIN -> join(signed, member.getJoin());
            case OP_NOT_SET -> upgradeNeeded();
        };
    }

    private Step invite(Signed signed, Optional<MemberDevice> signer, Invite invite) {
        if (signer.isEmpty() || signer.get().role() != Role.ROLE_OWNER) {
            return new Refused(Refusal.NOT_ALLOWED, "only an owner invites");
        }
        Optional<PublicKeys> keys = PublicKeys.of(invite.getKeys());
        if (keys.isEmpty()) {
            return new Refused(Refusal.BAD_KEY, "a key of the invite may not be enrolled");
        }
        boolean wellFormed = invite.getRole() != Role.ROLE_UNSPECIFIED
                && invite.getUses() != 0
                && isFor(keys.get().id(), invite.getWrap());
        if (!wellFormed) {
            return new Refused(Refusal.MALFORMED, "the invite is not well formed");
        }
        if (isPresent(keys.get().id())) {
            return new Refused(Refusal.ALREADY_PRESENT, "the invite's key is in use already");
        }
        // Uses and time are unsigned on the wire; a time past 2^63 is no time.
        InviteState state = new InviteState(
                keys.get(),
                invite.getRole(),
                Integer.toUnsignedLong(invite.getUses()),
                invite.getExpiresMs(),
                invite.getWrap());
        if (state.isOverAt(entryMillis)) {
            return new Refused(Refusal.INVITE_EXPIRED, "the invite is over before it begins");
        }
        return accepted(signed, before.withInvite(state));
    }

    private Step join(Signed signed, Join join) {
        Optional<PublicKeys> keys = PublicKeys.of(join.getDevice());
        if (keys.isEmpty()) {
            return new Refused(Refusal.BAD_KEY, "a key of the newcomer may not be enrolled");
        }
        DeviceId newcomer = keys.get().id();
        if (!isSignedBy(keys.get().signing(), signed)) {
            return new Refused(Refusal.BAD_SIGNATURE, "not signed by the device that joins");
        }
        if (!DeviceId.fits(join.getInvite()) || !isFor(newcomer, join.getOwn())) {
            return new Refused(Refusal.MALFORMED, "the join is not well formed");
        }
        if (isPresent(newcomer)) {
            return new Refused(Refusal.ALREADY_PRESENT, "the device is here already");
        }
        Optional<InviteState> invite = before.inviteOf(new DeviceId(join.getInvite()));
        if (invite.isEmpty()) {
            return new Refused(Refusal.NO_SUCH_INVITE, "this invite was never made");
        }
        return join(signed, join, keys.get(), invite.get());
    }

    private Step join(Signed signed, Join join, PublicKeys newcomer, InviteState invite) {
        ByteString admission =
                MemberRecord.admission(before.workspace(), invite.keys().id(), invite.role(), newcomer);
        if (!invite.keys().signing().verifies(SignatureType.JOIN, admission, join.getInviteSig())) {
            return new Refused(Refusal.BAD_SIGNATURE, "not admitted by the invite's key");
        }
        if (invite.usesLeft() == 0) {
            return new Refused(Refusal.INVITE_USED_UP, "the invite was used as often as it may be");
        }
        if (invite.isOverAt(entryMillis)) {
            return new Refused(Refusal.INVITE_EXPIRED, "the invite has expired");
        }
        MemberDevice device = new MemberDevice(newcomer, invite.role(), join.getOwn());
        return accepted(signed, before.withInvite(invite.usedOnce()).withDevice(device));
    }

    private static Step accepted(Signed signed, Membership next) {
        ItemId id = MemberRecord.idOf(signed);
        return new Accepted(next.after(id), id);
    }

    private static Step upgradeNeeded() {
        return new UpgradeNeeded("a membership record of a later version");
    }

    private boolean isPresent(DeviceId id) {
        return before.deviceOf(id).isPresent() || before.isInvite(id);
    }

    private static boolean isSignedBy(VerifyKey key, Signed signed) {
        return key.deviceId().bytes().equals(signed.getDevice())
                && key.verifies(SignatureType.MEMBER, signed.getBody(), signed.getSig());
    }

    private static boolean isFor(DeviceId recipient, Wrap wrap) {
        return wrap.getRecipient().equals(recipient.bytes())
                && WrappingKey.fits(wrap.getEnc())
                && wrap.getCt().size() == EpochKey.WRAP_CT_LENGTH;
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
        boolean unknownRole = member.hasInvite() && member.getInvite().getRole() == Role.UNRECOGNIZED;
        return !Strict.hasNoUnknownFields(member) || member.hasRekey() || unknownRole;
    }
}
