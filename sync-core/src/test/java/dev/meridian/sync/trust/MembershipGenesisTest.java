package dev.meridian.sync.trust;

import static dev.meridian.sync.trust.Founded.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Member;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.Membership.Accepted;
import dev.meridian.sync.trust.Membership.Refusal;
import dev.meridian.sync.trust.Membership.Refused;
import dev.meridian.sync.trust.Membership.Step;
import dev.meridian.sync.trust.Membership.UpgradeNeeded;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class MembershipGenesisTest {
    private final SeededEntropy entropy = new SeededEntropy("genesis");
    private final DeviceKeys owner = DeviceKeys.generate(entropy);
    private final SigningKey relay = SigningKey.generate(entropy);
    private final Genesis genesis = Genesis.create(owner, relay.verifyKey(), entropy);

    /** The step of a genesis whose body was changed, in the workspace that it then is of. */
    private Step changed(Consumer<dev.meridian.proto.v1.Genesis.Builder> change) throws Exception {
        return changedMember(owner, member -> {
            dev.meridian.proto.v1.Genesis.Builder body = member.getGenesis().toBuilder();
            change.accept(body);
            member.setGenesis(body);
        });
    }

    private Step changedMember(DeviceKeys signer, Consumer<Member.Builder> change) throws Exception {
        Member.Builder member =
                Member.parseFrom(Signed.parseFrom(genesis.record().item()).getBody()).toBuilder();
        change.accept(member);
        MemberRecord record = MemberRecord.signed(signer.signing(), member.build());
        return Membership.none(new WorkspaceId(record.id().bytes())).apply(record.item(), NOW);
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
    void genesisFoundsTheWorkspaceItIsTheHashOf_MEM6() {
        Step step = Membership.none(genesis.workspace()).apply(genesis.record().item(), NOW);

        assertThat(step).isInstanceOfSatisfying(Accepted.class, accepted -> {
            Membership members = accepted.next();
            assertThat(members.isFounded()).isTrue();
            assertThat(members.workspace()).isEqualTo(genesis.workspace());
            assertThat(members.lastRecord())
                    .isEqualTo(new ItemId(genesis.workspace().bytes()));
            assertThat(members.relayKey()).isEqualTo(relay.verifyKey());
            assertThat(members.epoch()).isZero();
            assertThat(members.commit()).isEqualTo(genesis.key().commit());
            assertThat(members.roleOf(owner.id())).contains(Role.ROLE_OWNER);
            assertThat(members.deviceOf(owner.id()).orElseThrow().keys()).isEqualTo(owner.publicKeys());
            assertThat(members.devices()).hasSize(1);
            assertThat(members.epochKeyFor(owner)).map(EpochKey::commit).contains(members.commit());
        });
    }

    @Test
    void nobodyIsAMemberBeforeGenesis_MEM6() {
        Membership none = Membership.none(genesis.workspace());

        assertThat(none.isFounded()).isFalse();
        assertThat(none.devices()).isEmpty();
        assertThat(none.roleOf(owner.id())).isEmpty();
        assertThatThrownBy(none::relayKey).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(none::lastRecord).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void attack35_forgedGenesisIsNotOfThisWorkspace_MEM6() {
        Genesis forged = Genesis.create(owner, relay.verifyKey(), entropy);

        assertRefused(Membership.none(genesis.workspace()).apply(forged.record().item(), NOW), Refusal.WRONG_WORKSPACE);
    }

    @Test
    void genesisIsSignedByItsOwner_MEM6() throws Exception {
        assertRefused(changedMember(DeviceKeys.generate(entropy), member -> {}), Refusal.BAD_SIGNATURE);

        Signed signed = Signed.parseFrom(genesis.record().item());
        ByteString unsigned = signed.toBuilder()
                .setSig(ByteString.copyFrom(new byte[64]))
                .build()
                .toByteString();
        assertRefused(Membership.none(genesis.workspace()).apply(unsigned, NOW), Refusal.BAD_SIGNATURE);
    }

    @Test
    void secondGenesisIsRefused_MEM6() {
        Membership members = Founded.workspace("founded").members();

        assertRefused(members.apply(genesis.record().item(), NOW), Refusal.ALREADY_PRESENT);
    }

    @Test
    void firstRecordIsAGenesis_MEM6() throws Exception {
        assertRefused(changedMember(owner, member -> member.getInviteBuilder().setUses(1)), Refusal.MALFORMED);
    }

    @Test
    void suiteOfALaterVersionNeedsAnUpgrade_MEM4() throws Exception {
        assertThat(changed(body -> body.setSuite(2))).isInstanceOf(UpgradeNeeded.class);
        assertThat(changedMember(owner, member -> member.getRekeyBuilder().setEpoch(1)))
                .isInstanceOf(UpgradeNeeded.class);
    }

    @Test
    void genesisWithABadKeyIsRefused_KEY2() throws Exception {
        ByteString small = TorsionPoint.ofSmallOrder().getFirst().encoded();

        assertRefused(changed(body -> body.setRelayKey(small)), Refusal.BAD_KEY);
        assertRefused(changed(body -> body.getOwnerBuilder().setSigningKey(small)), Refusal.BAD_KEY);
        assertRefused(changed(body -> body.getOwnerBuilder().clearWrappingKey()), Refusal.BAD_KEY);
    }

    @Test
    void genesisThatIsNotWellFormedIsRefused_MEM6() throws Exception {
        ByteString bytes = ByteString.copyFrom(new byte[32]);

        assertRefused(changedMember(owner, member -> member.setWs(bytes)), Refusal.MALFORMED);
        assertRefused(changedMember(owner, member -> member.setPrevMember(bytes)), Refusal.MALFORMED);
        assertRefused(changed(dev.meridian.proto.v1.Genesis.Builder::clearNonce), Refusal.MALFORMED);
        assertRefused(changed(body -> body.getRotateBuilder().setEpoch(1)), Refusal.MALFORMED);
        assertRefused(changed(body -> body.getRotateBuilder().clearCommit()), Refusal.MALFORMED);
        assertRefused(changed(body -> body.getRotateBuilder().setPrevKey(bytes)), Refusal.MALFORMED);
    }

    @Test
    void attack38_attack39_genesisWrapsTheKeyToItsOwnerAlone_MEM6() throws Exception {
        assertRefused(changed(body -> body.getRotateBuilder().clearWraps()), Refusal.MALFORMED);
        assertRefused(
                changed(body -> body.getRotateBuilder()
                        .addWraps(genesis.key()
                                .wrapTo(DeviceKeys.generate(entropy).publicKeys(), body.getNonce(), entropy))),
                Refusal.MALFORMED);
        assertRefused(
                changed(body -> body.getRotateBuilder()
                        .setWraps(
                                0,
                                genesis.key()
                                        .wrapTo(DeviceKeys.generate(entropy).publicKeys(), body.getNonce(), entropy))),
                Refusal.MALFORMED);
    }

    @Test
    void attack40_keyThatIsNotTheCommittedOneIsNone_MEM8() throws Exception {
        EpochKey other = EpochKey.generate(0, entropy);

        Step step = changed(body ->
                body.getRotateBuilder().setWraps(0, other.wrapTo(owner.publicKeys(), body.getNonce(), entropy)));

        assertThat(step)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted ->
                                assertThat(accepted.next().epochKeyFor(owner)).isEmpty());
    }
}
