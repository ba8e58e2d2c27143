package dev.meridian.sync.trust;

import static dev.meridian.sync.trust.Founded.EXPIRES;
import static dev.meridian.sync.trust.Founded.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Device;
import dev.meridian.proto.v1.Invite;
import dev.meridian.proto.v1.Member;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Signed;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.Founded.Joined;
import dev.meridian.sync.trust.MemberRecord.InviteTerms;
import dev.meridian.sync.trust.Membership.Accepted;
import dev.meridian.sync.trust.Membership.Refusal;
import dev.meridian.sync.trust.Membership.Refused;
import dev.meridian.sync.trust.Membership.Step;
import dev.meridian.sync.trust.Membership.UpgradeNeeded;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The rules that hold for every record, and those of invites; MembershipGenesisTest and MembershipJoinTest have theirs. */
final class MembershipTest {
    private static final InviteTerms TERMS = new InviteTerms(Role.ROLE_EDITOR, 2, EXPIRES);

    private final Founded workspace = Founded.workspace("workspace");
    private final DeviceKeys invite = DeviceKeys.ofInvite(workspace.entropy().bytes(32));

    private MemberRecord invitation() {
        return MemberRecord.invite(workspace.members(), workspace.owner(), invite, TERMS, workspace.entropy());
    }

    private Step apply(ByteString item) {
        return workspace.members().apply(item, NOW);
    }

    private static void assertRefused(Step step, Refusal refusal) {
        assertThat(step).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal()).as(refused.reason()).isEqualTo(refusal);
            assertThat(refused.reason()).isNotBlank();
        });
    }

    /** The invitation with its body changed and signed again by the owner. */
    private ByteString changed(Consumer<Member.Builder> change) throws Exception {
        return changed(workspace.owner(), change);
    }

    private ByteString changed(DeviceKeys signer, Consumer<Member.Builder> change) throws Exception {
        Member.Builder member =
                Member.parseFrom(Signed.parseFrom(invitation().item()).getBody()).toBuilder();
        change.accept(member);
        return MemberRecord.signed(signer.signing(), member.build()).item();
    }

    private ByteString changedInvite(Consumer<Invite.Builder> change) throws Exception {
        return changed(member -> {
            Invite.Builder body = member.getInvite().toBuilder();
            change.accept(body);
            member.setInvite(body);
        });
    }

    @Test
    void ownerInvites_MEM5() {
        MemberRecord record = invitation();

        assertThat(apply(record.item())).isInstanceOfSatisfying(Accepted.class, accepted -> {
            Membership next = accepted.next();
            assertThat(accepted.record()).isEqualTo(record.id());
            assertThat(next.lastRecord()).isEqualTo(record.id());
            assertThat(next.isInvite(invite.id())).isTrue();
            assertThat(next.inviteOf(invite.id()).orElseThrow().role()).isEqualTo(Role.ROLE_EDITOR);
            assertThat(next.inviteOf(invite.id()).orElseThrow().usesLeft()).isEqualTo(2);
            assertThat(next.roleOf(invite.id())).as("an invite is no member").isEmpty();
            assertThat(next.epochKeyFor(invite)).map(EpochKey::commit).contains(next.commit());
        });
        assertThat(workspace.members().isInvite(invite.id()))
                .as("what was before is as it was")
                .isFalse();
    }

    @Test
    void inviteIsLiveUntilItsTimeAndItsUsesAreOver_MEM5() {
        Membership members = workspace.invited(invite, TERMS).members();

        assertThat(members.liveInvite(invite.id(), EXPIRES - 1)).isPresent();
        assertThat(members.liveInvite(invite.id(), EXPIRES)).isEmpty();
        assertThat(members.liveInvite(workspace.owner().id(), NOW)).isEmpty();
    }

    @Test
    void recordIsKnownByTheHashOfItsBody_MEM1() throws Exception {
        MemberRecord record = invitation();

        assertThat(MemberRecord.idOf(record.item())).contains(record.id());
        assertThat(record.id().bytes())
                .isEqualTo(Sha256.of(Signed.parseFrom(record.item()).getBody()));
        assertThat(MemberRecord.idOf(ByteString.copyFromUtf8("no record"))).isEmpty();
    }

    @Property(tries = 400)
    boolean oneOtherBitOfARecordIsRefused_MEM1(@ForAll @IntRange(max = 10_000) int position) {
        byte[] item = invitation().item().toByteArray();
        int bit = position % (item.length * 8);
        item[bit / 8] ^= (byte) (1 << bit % 8);

        return apply(ByteString.copyFrom(item)) instanceof Refused;
    }

    @Test
    void bytesBesideTheSignatureAreRefused_SIG3() {
        ByteString more = ByteString.copyFrom(new byte[] {(15 << 3), 7});

        assertRefused(apply(invitation().item().concat(more)), Refusal.MALFORMED);
        assertRefused(apply(ByteString.EMPTY), Refusal.MALFORMED);
    }

    @Test
    void reorderedRecordIsRefused_SIG3() throws Exception {
        Signed signed = Signed.parseFrom(invitation().item());
        ByteString rest = signed.toBuilder().clearSig().build().toByteString();
        ByteString sig = Signed.newBuilder().setSig(signed.getSig()).build().toByteString();

        assertThat(Signed.parseFrom(sig.concat(rest))).isEqualTo(signed);
        assertRefused(apply(sig.concat(rest)), Refusal.MALFORMED);
    }

    @Test
    void bodyThatIsNoMemberIsRefused_MEM1() {
        ByteString noMember = ByteString.copyFromUtf8("\u0001 no member");
        ByteString item = workspace
                .owner()
                .signing()
                .signed(SignatureType.MEMBER, noMember)
                .toByteString();

        assertRefused(apply(item), Refusal.MALFORMED);
    }

    @Test
    void unsignedBodyIsRefusedBeforeItIsParsed_SIG2() throws Exception {
        ByteString unsigned = Signed.parseFrom(invitation().item()).toBuilder()
                .setBody(ByteString.copyFromUtf8("\u0001 no member"))
                .build()
                .toByteString();

        assertRefused(apply(unsigned), Refusal.BAD_SIGNATURE);
    }

    @Test
    void recordSignedByAnotherDeviceThanItNamesIsRefused_MEM1() throws Exception {
        Signed signed = Signed.parseFrom(invitation().item());
        DeviceKeys stranger = DeviceKeys.generate(workspace.entropy());
        ByteString forged = signed.toBuilder()
                .setSig(stranger.signing().sign(SignatureType.MEMBER, signed.getBody()))
                .build()
                .toByteString();

        assertRefused(apply(forged), Refusal.BAD_SIGNATURE);
    }

    @Test
    void attack10_recordUnderASignatureOfAnotherTypeIsRefused_SIG1() throws Exception {
        Signed signed = Signed.parseFrom(invitation().item());
        ByteString forged = workspace
                .owner()
                .signing()
                .signed(SignatureType.ENVELOPE, signed.getBody())
                .toByteString();

        assertRefused(apply(forged), Refusal.BAD_SIGNATURE);
    }

    @Test
    void attack34_recordOfAnotherWorkspaceIsRefused_MEM2() throws Exception {
        assertRefused(
                apply(changed(member -> member.setWs(
                        Founded.workspace("another").members().workspace().bytes()))),
                Refusal.WRONG_WORKSPACE);
        assertRefused(apply(changed(Member.Builder::clearWs)), Refusal.WRONG_WORKSPACE);
    }

    @Test
    void attack30_ofTwoRacingRecordsTheSecondIsStaleAndIsMadeAgain_MEM3() {
        MemberRecord first = invitation();
        DeviceKeys otherInvite = DeviceKeys.ofInvite(workspace.entropy().bytes(32));
        MemberRecord second =
                MemberRecord.invite(workspace.members(), workspace.owner(), otherInvite, TERMS, workspace.entropy());

        Founded after = workspace.with(first.item());

        assertRefused(after.members().apply(second.item(), NOW), Refusal.STALE);
        assertRefused(after.members().apply(first.item(), NOW), Refusal.STALE);
        assertThat(after.invited(otherInvite, TERMS).members().isInvite(otherInvite.id()))
                .isTrue();
    }

    @Test
    void attack33_unknownOperationNeedsAnUpgrade_MEM4() throws Exception {
        ByteString laterOperation = ByteString.copyFrom(new byte[] {(byte) 0xca, 0x01, 0});

        assertThat(apply(changed(Member.Builder::clearInvite))).isInstanceOf(UpgradeNeeded.class);
        assertThat(apply(changed(member -> addUnknown(member.clearInvite(), laterOperation))))
                .isInstanceOf(UpgradeNeeded.class);
        assertThat(apply(changed(member -> addUnknown(member, laterOperation)))).isInstanceOf(UpgradeNeeded.class);
        assertThat(apply(changed(member -> member.getRekeyBuilder().setEpoch(1))))
                .as("an invite with a re-key")
                .isInstanceOf(UpgradeNeeded.class);
    }

    @Test
    void attack33_unknownFieldDeepInARecordNeedsAnUpgrade_MEM4() throws Exception {
        ByteString field = ByteString.copyFrom(new byte[] {(15 << 3), 1});

        assertThat(apply(changedInvite(body -> body.setRoleValue(77)))).isInstanceOf(UpgradeNeeded.class);
        assertThat(apply(changedInvite(body -> body.setWrap(withUnknown(body.getWrap(), field)))))
                .isInstanceOf(UpgradeNeeded.class);
    }

    private static Wrap withUnknown(Wrap wrap, ByteString field) {
        try {
            return Wrap.parseFrom(wrap.toByteString().concat(field));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addUnknown(Member.Builder member, ByteString field) {
        try {
            member.mergeFrom(field);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void attack31_onlyOwnersInvite_MEM5() throws Exception {
        DeviceKeys stranger = DeviceKeys.generate(workspace.entropy());
        assertRefused(apply(changed(stranger, member -> {})), Refusal.NOT_ALLOWED);

        for (Role role : new Role[] {Role.ROLE_EDITOR, Role.ROLE_COMMENTER, Role.ROLE_VIEWER}) {
            Joined joined = workspace.join(role);
            Membership members = joined.workspace().members();
            MemberRecord record = MemberRecord.invite(members, joined.newcomer(), invite, TERMS, workspace.entropy());
            assertRefused(members.apply(record.item(), NOW), Refusal.NOT_ALLOWED);
        }
        Joined owner = workspace.join(Role.ROLE_OWNER);
        Membership members = owner.workspace().members();
        MemberRecord record = MemberRecord.invite(members, owner.newcomer(), invite, TERMS, workspace.entropy());
        assertThat(members.apply(record.item(), NOW)).isInstanceOf(Accepted.class);
    }

    @Test
    void inviteWithABadKeyIsRefused_KEY2() throws Exception {
        Device small = invite.publicKeys().toDevice().toBuilder()
                .setSigningKey(TorsionPoint.ofSmallOrder().getFirst().encoded())
                .build();

        assertRefused(apply(changedInvite(body -> body.setKeys(small))), Refusal.BAD_KEY);
        assertRefused(
                apply(changedInvite(body -> body.getKeysBuilder().setWrappingKey(ByteString.copyFrom(new byte[32])))),
                Refusal.BAD_KEY);
    }

    @Test
    void inviteThatIsNotWellFormedIsRefused_MEM5() throws Exception {
        assertRefused(apply(changedInvite(Invite.Builder::clearRole)), Refusal.MALFORMED);
        assertRefused(apply(changedInvite(Invite.Builder::clearUses)), Refusal.MALFORMED);
        assertRefused(apply(changedInvite(Invite.Builder::clearWrap)), Refusal.MALFORMED);
        assertRefused(
                apply(changedInvite(body -> body.getWrapBuilder().setRecipient(ByteString.copyFrom(new byte[16])))),
                Refusal.MALFORMED);
        assertRefused(apply(changedInvite(body -> body.getWrapBuilder().clearCt())), Refusal.MALFORMED);
        assertRefused(apply(changedInvite(body -> body.getWrapBuilder().clearEnc())), Refusal.MALFORMED);
    }

    @Test
    void inviteThatIsOverBeforeItBeginsIsRefused_MEM5() throws Exception {
        assertRefused(apply(changedInvite(body -> body.setExpiresMs(NOW))), Refusal.INVITE_EXPIRED);
        assertRefused(apply(changedInvite(body -> body.setExpiresMs(-1))), Refusal.INVITE_EXPIRED);
    }

    @Test
    void inviteKeyIsUsedOnce_MEM5() {
        Founded invited = workspace.invited(invite, TERMS);
        MemberRecord again =
                MemberRecord.invite(invited.members(), workspace.owner(), invite, TERMS, workspace.entropy());

        assertRefused(invited.members().apply(again.item(), NOW), Refusal.ALREADY_PRESENT);
    }

    @Test
    void ownersAndEditorsWrite_MEM7() {
        assertThat(workspace.members().mayWrite(workspace.owner().id(), DocumentId.TEAM))
                .isTrue();
        for (Role role : new Role[] {Role.ROLE_OWNER, Role.ROLE_EDITOR, Role.ROLE_COMMENTER, Role.ROLE_VIEWER}) {
            Joined joined = workspace.join(role);
            assertThat(joined.workspace().members().mayWrite(joined.newcomer().id(), DocumentId.TEAM))
                    .isEqualTo(role == Role.ROLE_OWNER || role == Role.ROLE_EDITOR);
        }
        assertThat(workspace.members().mayWrite(invite.id(), DocumentId.TEAM)).isFalse();
    }

    @Test
    void nobodyElseGetsTheKey_HPKE2() {
        assertThat(workspace.members().epochKeyFor(workspace.owner())).isPresent();
        assertThat(workspace.members().epochKeyFor(DeviceKeys.generate(workspace.entropy())))
                .isEmpty();
    }

    @Test
    void termsThatInviteNobodyAreNotMade_MEM5() {
        assertThatThrownBy(() -> new InviteTerms(Role.ROLE_UNSPECIFIED, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InviteTerms(Role.ROLE_EDITOR, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InviteTerms(Role.ROLE_EDITOR, 1, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
