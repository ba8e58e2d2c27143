package dev.meridian.sync.trust;

import static dev.meridian.sync.trust.Founded.EXPIRES;
import static dev.meridian.sync.trust.Founded.NOW;
import static dev.meridian.sync.trust.RecordAssertions.assertRefused;
import static dev.meridian.sync.trust.RecordAssertions.changed;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Rotate;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.trust.Founded.Joined;
import dev.meridian.sync.trust.MemberRecord.InviteTerms;
import dev.meridian.sync.trust.Membership.Accepted;
import dev.meridian.sync.trust.Membership.Refusal;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A new epoch: sealed to exactly those who remain. */
final class MembershipRekeyTest {
    private final Joined joined = Founded.workspace("rekey").join(Role.ROLE_EDITOR);
    private final DeviceKeys invite =
            DeviceKeys.ofInvite(joined.workspace().entropy().bytes(32));
    private final Founded workspace = joined.workspace().invited(invite, new InviteTerms(Role.ROLE_EDITOR, 1, EXPIRES));
    private final DeviceKeys owner = workspace.owner();
    private final DeviceKeys editor = joined.newcomer();
    private final MemberRecord removal = workspace.as(owner).remove(editor.id());

    private MemberRecord removal(Consumer<Rotate.Builder> change) {
        return changed(removal, owner, member -> change.accept(member.getRekeyBuilder()));
    }

    @Test
    void removalSealsTheNextKeyToAllWhoRemain_MEM17() {
        Membership members = workspace.with(removal).members();

        assertThat(members.epochKeyFor(owner)).map(EpochKey::epoch).contains(1);
        assertThat(members.epochKeyFor(invite)).map(EpochKey::epoch).contains(1);
        assertThat(members.epochKeyFor(editor)).isEmpty();
    }

    @Test
    void attack38_missingWrapIsRefused_MEM17() {
        for (int i = 0; i < 2; i++) {
            int without = i;
            assertRefused(workspace.step(removal(rotate -> rotate.removeWraps(without))), Refusal.BAD_REKEY);
        }
        assertRefused(workspace.step(removal(Rotate.Builder::clearWraps)), Refusal.BAD_REKEY);
        assertRefused(workspace.step(changed(removal, owner, member -> member.clearRekey())), Refusal.BAD_REKEY);
    }

    @Test
    void attack39_extraWrapIsRefused_MEM17() {
        EpochKey next = EpochKey.generate(1, workspace.entropy());
        for (DeviceKeys extra : List.of(editor, DeviceKeys.generate(workspace.entropy()))) {
            Wrap wrap = next.wrapTo(extra.publicKeys(), workspace.members().wrapContext(), workspace.entropy());
            assertRefused(workspace.step(removal(rotate -> rotate.addWraps(wrap))), Refusal.BAD_REKEY);
        }
        assertRefused(workspace.step(removal(rotate -> rotate.addWraps(rotate.getWraps(0)))), Refusal.BAD_REKEY);
    }

    @Test
    void attack40_twoKeysForOneEpochAreTwoEpochsOrNone_MEM17() {
        Founded after = workspace.with(removal);
        MemberRecord same = changed(
                workspace.as(owner).rotate(),
                owner,
                member -> member.setPrevMember(after.members().lastRecord().bytes()));

        assertRefused(after.step(same), Refusal.BAD_REKEY);
        assertRefused(workspace.step(removal(rotate -> rotate.setEpoch(2))), Refusal.BAD_REKEY);
        assertRefused(
                workspace.step(
                        removal(rotate -> rotate.setCommit(workspace.members().commit()))),
                Refusal.BAD_REKEY);
    }

    @Test
    void attack40_whoGetsAnotherKeyThanTheCommittedHasNone_HPKE2() {
        EpochKey other = EpochKey.generate(1, workspace.entropy());
        MemberRecord split = removal(rotate -> rotate.setWraps(
                0, other.wrapTo(owner.publicKeys(), workspace.members().wrapContext(), workspace.entropy())));

        assertThat(workspace.with(split).members().epochKeyFor(owner)).isEmpty();
        assertThat(workspace.with(split).members().epochKeyFor(invite)).isPresent();
    }

    @Test
    void epochThatIsNotWellFormedIsRefused_MEM17() {
        ByteString odd = ByteString.copyFrom(new byte[31]);
        assertRefused(workspace.step(removal(rotate -> rotate.setCommit(odd))), Refusal.MALFORMED);
        assertRefused(workspace.step(removal(rotate -> rotate.setPrevKey(odd))), Refusal.MALFORMED);
        assertRefused(workspace.step(removal(rotate -> rotate.getWrapsBuilder(0).setEnc(odd))), Refusal.MALFORMED);
        assertRefused(workspace.step(removal(rotate -> rotate.getWrapsBuilder(0).setCt(odd))), Refusal.MALFORMED);
    }

    @Test
    void inviteThatIsOverMayBeLeftOutAndIsUselessThen_MEM17() {
        Membership members = workspace.members();
        MemberRecord late = new Registrar(members, owner, EXPIRES, workspace.entropy()).rotate();

        assertRefused(members.apply(late.item(), EXPIRES - 1), Refusal.BAD_REKEY);
        assertThat(members.apply(late.item(), EXPIRES))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted ->
                                assertThat(accepted.next().epochKeyFor(invite)).isEmpty());
        MemberRecord early = new Registrar(members, owner, NOW, workspace.entropy()).rotate();
        assertThat(members.apply(early.item(), EXPIRES))
                .as("its maker could not know")
                .isInstanceOf(Accepted.class);
    }

    @Test
    void invitesThatAreUsedUpOrAskForApprovalGetNoKey_MEM17() {
        Founded used = workspace.with(MemberRecord.join(
                workspace.members(), DeviceKeys.generate(workspace.entropy()), invite, workspace.entropy()));
        Founded rotated = used.with(used.as(owner).rotate());

        assertThat(rotated.members().inviteOf(invite.id()).orElseThrow().wrap().orElseThrow())
                .as("that of the epoch before")
                .isEqualTo(used.members()
                        .inviteOf(invite.id())
                        .orElseThrow()
                        .wrap()
                        .orElseThrow());
        assertThat(rotated.members().epochKeyFor(invite)).isEmpty();
    }

    @Test
    void rotationCoversEveryDevice_MEM17() {
        DeviceKeys laptop = DeviceKeys.generate(workspace.entropy());
        DeviceKeys recovery = DeviceKeys.generate(workspace.entropy());
        Founded two = workspace.with(workspace.as(editor).addDevice(workspace.request(laptop, editor)));
        DeviceRequest request = DeviceRequest.of(recovery, two.members().workspace(), editor.id(), true);
        Founded three = two.with(two.as(laptop).addDevice(request));
        Membership members = three.with(three.as(owner).rotate()).members();

        for (DeviceKeys each : List.of(owner, editor, laptop, recovery, invite)) {
            assertThat(members.epochKeyFor(each)).map(EpochKey::epoch).contains(1);
        }
    }
}
