package dev.meridian.sync.trust;

import static dev.meridian.sync.trust.Founded.EXPIRES;
import static dev.meridian.sync.trust.RecordAssertions.assertRefused;
import static dev.meridian.sync.trust.RecordAssertions.changed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.trust.MemberRecord.InviteTerms;
import dev.meridian.sync.trust.Membership.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Invites that let nobody in before an owner has looked. */
final class MembershipApprovalTest {
    private static final InviteTerms TERMS = new InviteTerms(Role.ROLE_EDITOR, 3, EXPIRES, true);

    private final Founded founded = Founded.workspace("approval");
    private final DeviceKeys owner = founded.owner();
    private final DeviceKeys invite = DeviceKeys.ofInvite(founded.entropy().bytes(32));
    private final DeviceKeys newcomer = DeviceKeys.generate(founded.entropy());
    private final DeviceKeys recovery = DeviceKeys.generate(founded.entropy());
    private final Founded invited = founded.invited(invite, TERMS);
    private final MemberRecord join = MemberRecord.join(
            invited.members(), newcomer, invite, Optional.of(recovery.publicKeys()), founded.entropy());
    private final Founded waiting = invited.with(join);

    @Test
    void linkHoldsNoKey_MEM5() {
        assertThat(invited.members().epochKeyFor(invite)).isEmpty();
        Wrap wrap = invited.key().wrapTo(invite.publicKeys(), invited.members().wrapContext(), founded.entropy());
        MemberRecord good = MemberRecord.invite(founded.members(), owner, invite, TERMS, founded.entropy());
        assertRefused(
                founded.step(
                        changed(good, owner, member -> member.getInviteBuilder().setWrap(wrap))),
                Refusal.MALFORMED);
    }

    @Test
    void whoJoinsWaitsWithoutKeyAndWithoutRights_MEM16() {
        Membership members = waiting.members();

        assertThat(members.personOf(newcomer.id()).orElseThrow().state()).isEqualTo(Person.State.PENDING);
        assertThat(members.deviceOf(newcomer.id())).isEmpty();
        assertThat(members.knownDevice(newcomer.id()).orElseThrow().kind()).isEqualTo(MemberDevice.Kind.PENDING);
        assertThat(members.epochKeyFor(newcomer)).isEmpty();
        assertThat(members.mayWrite(newcomer.id(), DocumentId.TEAM)).isFalse();
        assertThat(members.mayState(newcomer.id())).isFalse();
        assertThat(members.devices()).hasSize(1);
    }

    @Test
    void approvalMakesAMember_MEM16() {
        Membership members =
                waiting.with(waiting.as(owner).approve(newcomer.id())).members();

        assertThat(members.roleOf(newcomer.id())).contains(Role.ROLE_EDITOR);
        assertThat(members.epochKeyFor(newcomer)).isPresent();
        assertThat(members.epochKeyFor(recovery)).isPresent();
    }

    @Test
    void onlyAnOwnerApprovesAndOnlyOnce_MEM16() {
        Founded.Joined editor = waiting.join(Role.ROLE_EDITOR);
        Founded all = editor.workspace();

        assertRefused(all.step(all.as(editor.newcomer()).approve(newcomer.id())), Refusal.NOT_ALLOWED);
        Founded approved = all.with(all.as(owner).approve(newcomer.id()));
        assertRefused(approved.step(approved.as(owner).approve(newcomer.id())), Refusal.NO_SUCH_MEMBER);
    }

    @Test
    void approvalWrapsToTheNewcomersDevicesAlone_MEM16() {
        MemberRecord good = waiting.as(owner).approve(newcomer.id());

        assertRefused(
                waiting.step(changed(
                        good, owner, member -> member.getApproveBuilder().clearRecoveryWrap())),
                Refusal.MALFORMED);
        assertRefused(
                waiting.step(changed(
                        good,
                        owner,
                        member -> member.getApproveBuilder()
                                .setWrap(member.getApprove().getRecoveryWrap()))),
                Refusal.MALFORMED);
        assertRefused(
                waiting.step(changed(
                        good, owner, member -> member.getApproveBuilder().setEpoch(4))),
                Refusal.STALE_EPOCH);
    }

    @Test
    void rekeyLeavesOutWhoWaits_MEM17() {
        Founded rotated = waiting.with(waiting.as(owner).rotate());

        assertThat(rotated.members().epochKeyFor(newcomer)).isEmpty();
        assertThat(rotated.members().epochKeyFor(recovery)).isEmpty();
        Founded approved = rotated.with(rotated.as(owner).approve(newcomer.id()));
        assertThat(approved.members().keyRingFor(newcomer)).hasSize(2);
    }

    @Test
    void whoWaitsIsDeclinedWithoutANewEpoch_MEM13() {
        Founded declined = waiting.with(waiting.as(owner).decline(newcomer.id()));

        assertThat(declined.members().epoch()).isZero();
        assertThat(declined.members().knownDevice(newcomer.id()).orElseThrow().isGone())
                .isTrue();
        assertRefused(declined.step(declined.as(owner).approve(newcomer.id())), Refusal.NO_SUCH_MEMBER);
    }

    @Test
    void whoWaitsDoesNothing_MEM16() {
        DeviceKeys laptop = DeviceKeys.generate(founded.entropy());
        MemberRecord record = changed(
                waiting.as(owner).addDevice(waiting.request(laptop, owner)),
                newcomer,
                member -> member.getAddDeviceBuilder()
                        .setRequestSig(waiting.request(laptop, newcomer).signature()));
        assertRefused(waiting.step(record), Refusal.NOT_ALLOWED);
        assertRefused(waiting.step(changed(record, recovery, member -> {})), Refusal.NOT_ALLOWED);
    }

    @Test
    void joinThatWrapsItselfAKeyIsRefused_MEM9() {
        Wrap wrap =
                invited.key().wrapTo(newcomer.publicKeys(), invited.members().wrapContext(), founded.entropy());

        assertRefused(
                invited.step(changed(
                        join, newcomer, member -> member.getJoinBuilder().setOwn(wrap))),
                Refusal.MALFORMED);
    }
}
