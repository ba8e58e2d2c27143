package dev.meridian.sync.trust;

import static dev.meridian.sync.trust.Founded.EXPIRES;
import static dev.meridian.sync.trust.Founded.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Join;
import dev.meridian.proto.v1.Member;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.trust.MemberRecord.InviteTerms;
import dev.meridian.sync.trust.Membership.Accepted;
import dev.meridian.sync.trust.Membership.Refusal;
import dev.meridian.sync.trust.Membership.Refused;
import dev.meridian.sync.trust.Membership.Step;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class MembershipJoinTest {
    private final SeededEntropy entropy = new SeededEntropy("join");
    private final DeviceKeys invite = DeviceKeys.ofInvite(entropy.bytes(32));
    private final DeviceKeys newcomer = DeviceKeys.generate(entropy);
    private final Founded workspace =
            Founded.workspace("workspace").invited(invite, new InviteTerms(Role.ROLE_EDITOR, 1, EXPIRES));

    private MemberRecord join() {
        return MemberRecord.join(workspace.members(), newcomer, invite, entropy);
    }

    private Step changed(Consumer<Join.Builder> change) throws Exception {
        Member.Builder member = Member.parseFrom(Signed.parseFrom(join().item()).getBody()).toBuilder();
        Join.Builder body = member.getJoin().toBuilder();
        change.accept(body);
        return workspace
                .members()
                .apply(
                        MemberRecord.signed(
                                        newcomer.signing(), member.setJoin(body).build())
                                .item(),
                        NOW);
    }

    private static void assertRefused(Step step, Refusal refusal) {
        assertThat(step)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal())
                                .as(refused.reason())
                                .isEqualTo(refusal));
    }

    @Test
    void newcomerEntersInTheRoleOfTheInvite_MEM9() {
        Step step = workspace.members().apply(join().item(), EXPIRES - 1);

        assertThat(step).isInstanceOfSatisfying(Accepted.class, accepted -> {
            Membership members = accepted.next();
            assertThat(members.roleOf(newcomer.id())).contains(Role.ROLE_EDITOR);
            assertThat(members.deviceOf(newcomer.id()).orElseThrow().keys()).isEqualTo(newcomer.publicKeys());
            assertThat(members.epochKeyFor(newcomer)).map(EpochKey::commit).contains(members.commit());
            assertThat(members.devices())
                    .extracting(device -> device.keys().id())
                    .containsExactly(workspace.owner().id(), newcomer.id());
            assertThat(members.liveInvite(invite.id(), NOW))
                    .as("one use is over")
                    .isEmpty();
            assertThat(members.isInvite(invite.id())).isTrue();
        });
    }

    @Test
    void attack41_expiredInviteAdmitsNobody_MEM9() {
        assertRefused(workspace.members().apply(join().item(), EXPIRES), Refusal.INVITE_EXPIRED);
    }

    @Test
    void attack42_inviteAdmitsAsManyAsItSays_MEM9() {
        Founded after = workspace.with(join().item());
        MemberRecord second = MemberRecord.join(after.members(), DeviceKeys.generate(entropy), invite, entropy);

        assertRefused(after.members().apply(second.item(), NOW), Refusal.INVITE_USED_UP);
    }

    @Test
    void attack42_twoWhoRaceForTheLastUseDoNotBothEnter_MEM3() {
        MemberRecord second = MemberRecord.join(workspace.members(), DeviceKeys.generate(entropy), invite, entropy);

        assertRefused(workspace.with(join().item()).members().apply(second.item(), NOW), Refusal.STALE);
    }

    @Test
    void deviceJoinsOnce_MEM9() {
        DeviceKeys twice = DeviceKeys.ofInvite(entropy.bytes(32));
        Founded after = workspace.with(join().item()).invited(twice, new InviteTerms(Role.ROLE_OWNER, 1, EXPIRES));
        MemberRecord again = MemberRecord.join(after.members(), newcomer, twice, entropy);

        assertRefused(after.members().apply(again.item(), NOW), Refusal.ALREADY_PRESENT);
    }

    @Test
    void inviteDoesNotJoinAsADevice_MEM9() {
        MemberRecord asItself = MemberRecord.join(workspace.members(), invite, invite, entropy);

        assertRefused(workspace.members().apply(asItself.item(), NOW), Refusal.ALREADY_PRESENT);
    }

    @Test
    void attack24_ghostMemberWithoutAnInviteIsRefused_MEM9() throws Exception {
        assertRefused(
                changed(body -> body.setInvite(
                        DeviceKeys.ofInvite(entropy.bytes(32)).id().bytes())),
                Refusal.NO_SUCH_INVITE);
        assertRefused(changed(body -> body.setInvite(workspace.owner().id().bytes())), Refusal.NO_SUCH_INVITE);
        assertRefused(changed(Join.Builder::clearInvite), Refusal.MALFORMED);
    }

    @Test
    void attack24_ghostMemberWithoutTheInvitesSignatureIsRefused_MEM9() throws Exception {
        ByteString ownSignature = newcomer.signing()
                .sign(
                        SignatureType.JOIN,
                        MemberRecord.admission(
                                workspace.members().workspace(), invite.id(), Role.ROLE_EDITOR, newcomer.publicKeys()));

        assertRefused(changed(body -> body.setInviteSig(ownSignature)), Refusal.BAD_SIGNATURE);
        assertRefused(changed(Join.Builder::clearInviteSig), Refusal.BAD_SIGNATURE);
    }

    @Test
    void attack44_admissionToAHigherRoleIsRefused_MEM9() throws Exception {
        ByteString asOwner = admission(Role.ROLE_OWNER, newcomer.publicKeys());

        assertRefused(changed(body -> body.setInviteSig(asOwner)), Refusal.BAD_SIGNATURE);
    }

    @Test
    void attack45_admissionOfOtherKeysIsRefused_MEM9() throws Exception {
        PublicKeys other = DeviceKeys.generate(entropy).publicKeys();
        ByteString forOther = admission(Role.ROLE_EDITOR, other);
        PublicKeys swappedWrapping = new PublicKeys(newcomer.publicKeys().signing(), other.wrapping());

        assertRefused(changed(body -> body.setInviteSig(forOther)), Refusal.BAD_SIGNATURE);
        assertRefused(changed(body -> body.setDevice(swappedWrapping.toDevice())), Refusal.BAD_SIGNATURE);
        assertRefused(changed(body -> body.setDevice(other.toDevice())), Refusal.BAD_SIGNATURE);
    }

    private ByteString admission(Role role, PublicKeys keys) {
        return invite.signing()
                .sign(
                        SignatureType.JOIN,
                        MemberRecord.admission(workspace.members().workspace(), invite.id(), role, keys));
    }

    @Test
    void attack34_admissionToAnotherWorkspaceIsRefused_MEM9() throws Exception {
        ByteString elsewhere = invite.signing()
                .sign(
                        SignatureType.JOIN,
                        MemberRecord.admission(
                                Founded.workspace("another").members().workspace(),
                                invite.id(),
                                Role.ROLE_EDITOR,
                                newcomer.publicKeys()));

        assertRefused(changed(body -> body.setInviteSig(elsewhere)), Refusal.BAD_SIGNATURE);
    }

    @Test
    void attack38_newcomerWrapsTheKeyToItself_MEM9() throws Exception {
        assertRefused(changed(Join.Builder::clearOwn), Refusal.MALFORMED);
        assertRefused(
                changed(body -> body.setOwn(workspace
                        .key()
                        .wrapTo(
                                workspace.owner().publicKeys(),
                                workspace.members().wrapContext(),
                                entropy))),
                Refusal.MALFORMED);
    }

    @Test
    void attack4_newcomerWithABadKeyIsRefused_KEY2() throws Exception {
        ByteString small = TorsionPoint.ofSmallOrder().getFirst().encoded();

        assertRefused(changed(body -> body.getDeviceBuilder().setSigningKey(small)), Refusal.BAD_KEY);
        assertRefused(changed(Join.Builder::clearDevice), Refusal.BAD_KEY);
    }

    @Test
    void joinIsMadeOnlyByTheHolderOfTheInvite_MEM9() {
        assertThatThrownBy(() -> MemberRecord.join(
                        workspace.members(), newcomer, DeviceKeys.ofInvite(entropy.bytes(32)), entropy))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
