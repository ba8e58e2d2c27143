package dev.meridian.sync.trust;

import static dev.meridian.sync.trust.Founded.NOW;
import static dev.meridian.sync.trust.RecordAssertions.assertRefused;
import static dev.meridian.sync.trust.RecordAssertions.changed;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.trust.Founded.Joined;
import dev.meridian.sync.trust.Membership.Accepted;
import dev.meridian.sync.trust.Membership.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The devices of a member, recovery devices among them. */
final class MembershipDeviceTest {
    private final Joined joined = Founded.workspace("devices").join(Role.ROLE_EDITOR);
    private final Founded workspace = joined.workspace();
    private final DeviceKeys editor = joined.newcomer();
    private final DeviceKeys laptop = DeviceKeys.generate(workspace.entropy());

    private Founded withLaptop() {
        return workspace.with(workspace.as(editor).addDevice(workspace.request(laptop, editor)));
    }

    /** The editor with a recovery device that the words of a seed stand for. */
    private Founded withRecovery(DeviceKeys recovery) {
        DeviceRequest request = DeviceRequest.of(recovery, workspace.members().workspace(), editor.id(), true);
        return workspace.with(workspace.as(editor).addDevice(request));
    }

    private static ByteString seed() {
        return ByteString.copyFrom(new byte[32]);
    }

    @Test
    void newDeviceActsForItsMember_MEM11() {
        Membership members = withLaptop().members();

        assertThat(members.roleOf(laptop.id())).contains(Role.ROLE_EDITOR);
        assertThat(members.personBehind(laptop.id()).map(Person::id)).contains(editor.id());
        assertThat(members.personOf(editor.id()).orElseThrow().devices()).containsExactly(editor.id(), laptop.id());
        assertThat(members.epochKeyFor(laptop)).map(EpochKey::commit).contains(members.commit());
        assertThat(members.mayWrite(laptop.id(), DocumentId.TEAM)).isTrue();
    }

    @Test
    void everyDeviceAddsTheNext_MEM11() {
        Founded two = withLaptop();
        DeviceKeys phone = DeviceKeys.generate(workspace.entropy());

        assertThat(two.step(two.as(laptop).addDevice(two.request(phone, editor))))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void attack25_ghostDeviceThatNobodyOfTheMemberSignsForIsRefused_MEM11() {
        MemberRecord good = workspace.as(editor).addDevice(workspace.request(laptop, editor));
        DeviceKeys stranger = DeviceKeys.generate(workspace.entropy());

        assertRefused(workspace.step(changed(good, stranger, member -> {})), Refusal.NOT_ALLOWED);
        assertRefused(workspace.step(changed(good, laptop, member -> {})), Refusal.NOT_ALLOWED);
        assertRefused(workspace.step(changed(good, workspace.owner(), member -> {})), Refusal.BAD_SIGNATURE);
        DeviceRequest other = workspace.request(stranger, editor);
        assertRefused(
                workspace.step(changed(
                        good,
                        editor,
                        member -> member.getAddDeviceBuilder()
                                .setDevice(other.keys().toDevice()))),
                Refusal.BAD_SIGNATURE);
    }

    @Test
    void attack47_requestThatSomebodyElsePhotographedMakesTheDeviceNobodyElses_MEM11() {
        DeviceRequest seen = workspace.request(laptop, editor);

        assertRefused(workspace.step(workspace.as(workspace.owner()).addDevice(seen)), Refusal.BAD_SIGNATURE);
        Joined elsewhere = Founded.workspace("another").join(Role.ROLE_EDITOR);
        assertRefused(
                elsewhere
                        .workspace()
                        .step(elsewhere.workspace().as(elsewhere.newcomer()).addDevice(seen)),
                Refusal.BAD_SIGNATURE);
    }

    @Test
    void attack47_requestIsGoodOnceAndNeverAfterARevocation_MEM11() {
        DeviceRequest request = workspace.request(laptop, editor);
        Founded two = withLaptop();
        assertRefused(two.step(two.as(editor).addDevice(request)), Refusal.ALREADY_PRESENT);

        Founded one = two.with(two.as(editor).revokeDevice(laptop.id()));
        assertRefused(one.step(one.as(editor).addDevice(request)), Refusal.ALREADY_PRESENT);
    }

    @Test
    void requestIsReadFromItsText_MEM11() {
        DeviceRequest request = workspace.request(laptop, editor);

        assertThat(DeviceRequest.parse("  " + request.format() + "\n")).isEqualTo(new DeviceRequest.Parsed(request));
        assertThat(request.format()).startsWith("meridian-device-v1.").hasSizeLessThan(200);
        String text = request.format();
        for (String broken : new String[] {
            "", "hello", text.substring(0, text.length() - 1), text + ".", text.replace(".", ".."), text + "A"
        }) {
            assertThat(DeviceRequest.parse(broken)).as(broken).isInstanceOf(DeviceRequest.Broken.class);
        }
    }

    @Test
    void revokedDeviceIsGone_MEM12() {
        Founded two = withLaptop();
        Founded after = two.with(two.as(editor).revokeDevice(laptop.id()));
        Membership members = after.members();

        assertThat(members.deviceOf(laptop.id())).isEmpty();
        assertThat(members.knownDevice(laptop.id()).orElseThrow().goneMillis()).isEqualTo(NOW);
        assertThat(members.epoch()).isEqualTo(1);
        assertThat(members.epochKeyFor(laptop)).isEmpty();
        assertThat(members.epochKeyFor(editor)).isPresent();
        assertThat(members.epochKeyFor(workspace.owner())).isPresent();
        assertRefused(after.step(after.as(editor).revokeDevice(laptop.id())), Refusal.NO_SUCH_MEMBER);
    }

    @Test
    void revocationIsItsMembersOrAnOwners_MEM12() {
        Founded two = withLaptop();
        Joined other = two.join(Role.ROLE_EDITOR);
        Founded all = other.workspace();

        assertRefused(all.step(all.as(other.newcomer()).revokeDevice(laptop.id())), Refusal.NOT_ALLOWED);
        assertRefused(all.step(all.as(laptop).revokeDevice(laptop.id())), Refusal.NOT_ALLOWED);
        assertThat(all.step(all.as(laptop).revokeDevice(editor.id()))).isInstanceOf(Accepted.class);
        assertThat(all.step(all.as(all.owner()).revokeDevice(laptop.id()))).isInstanceOf(Accepted.class);
    }

    @Test
    void lastDeviceOfAMemberStays_MEM12() {
        assertRefused(workspace.step(workspace.as(workspace.owner()).revokeDevice(editor.id())), Refusal.LAST_DEVICE);
    }

    @Test
    void recoveryDeviceAddsAndRevokesDevicesOfItsMember_MEM10() {
        DeviceKeys recovery = DeviceKeys.ofRecovery(seed());
        Founded secured = withRecovery(recovery);
        assertThat(secured.members().personOf(editor.id()).flatMap(Person::recovery))
                .contains(recovery.id());
        assertThat(secured.members().epochKeyFor(recovery)).isPresent();

        Founded recovered = secured.with(secured.as(recovery).addDevice(secured.request(laptop, editor)));
        Founded safe = recovered.with(recovered.as(recovery).revokeDevice(editor.id()));

        assertThat(safe.members().devices()).extracting(MemberDevice::id).doesNotContain(editor.id());
        assertThat(safe.members().epochKeyFor(laptop)).isPresent();
        assertThat(safe.members().epochKeyFor(recovery))
                .as("wrapped on every re-key")
                .isPresent();
        assertThat(safe.members().keyRingFor(laptop))
                .extracting(EpochKey::epoch)
                .containsExactly(1, 0);
    }

    @Test
    void attack48_recoveryDeviceOfAnOwnerDoesNothingElse_MEM10() {
        DeviceKeys recovery = DeviceKeys.ofRecovery(seed());
        SeededEntropy entropy = new SeededEntropy("recovery");
        DeviceKeys owner = DeviceKeys.generate(entropy);
        Genesis genesis = Genesis.create(
                owner, SigningKey.generate(entropy).verifyKey(), Optional.of(recovery.publicKeys()), entropy);
        Accepted founded = (Accepted)
                Membership.none(genesis.workspace()).apply(genesis.record().item(), NOW);
        Registrar registrar = new Registrar(founded.next(), recovery, NOW, entropy);
        Membership members = founded.next();

        assertThat(members.epochKeyFor(recovery)).isPresent();
        assertThat(members.deviceOf(recovery.id())).as("it acts for nobody").isEmpty();
        assertRefused(members.apply(registrar.rotate().item(), NOW), Refusal.NOT_ALLOWED);
        assertRefused(members.apply(registrar.remove(owner.id()).item(), NOW), Refusal.NOT_ALLOWED);
        assertRefused(
                members.apply(registrar.setRole(owner.id(), Role.ROLE_VIEWER).item(), NOW), Refusal.NOT_ALLOWED);
        SealedEnvelope envelope = new EnvelopeSealer(genesis.workspace(), recovery, genesis.key())
                .changes(
                        DocumentId.TEAM,
                        new ChangeBatch(
                                ActorId.of(recovery.id(), entropy.bytes(8)),
                                1,
                                1,
                                entropy.bytes(32),
                                ByteString.copyFromUtf8("content")),
                        HeadRef.getDefaultInstance(),
                        entropy);
        assertThat(SealedEnvelope.verify(envelope.bytes(), members))
                .isInstanceOfSatisfying(SealedEnvelope.Rejected.class, rejected -> {
                    assertThat(rejected.fault()).isEqualTo(Opening.Fault.UNKNOWN_DEVICE);
                    assertThat(rejected.author()).isEqualTo(recovery.id());
                });
    }

    @Test
    void attack48_recoveryDeviceMayNotRevokeOthersDevices_MEM12() {
        DeviceKeys recovery = DeviceKeys.ofRecovery(seed());
        Founded secured = withRecovery(recovery);

        assertRefused(
                secured.step(secured.as(recovery).revokeDevice(secured.owner().id())), Refusal.NOT_ALLOWED);
    }

    @Test
    void memberHasOneRecoveryDevice_MEM10() {
        DeviceKeys recovery = DeviceKeys.ofRecovery(seed());
        Founded secured = withRecovery(recovery);
        DeviceKeys second = DeviceKeys.generate(workspace.entropy());
        DeviceRequest request = DeviceRequest.of(second, workspace.members().workspace(), editor.id(), true);

        assertRefused(secured.step(secured.as(editor).addDevice(request)), Refusal.ALREADY_PRESENT);
        Founded without = secured.with(secured.as(editor).revokeDevice(recovery.id()));
        assertThat(without.step(without.as(editor).addDevice(request))).isInstanceOf(Accepted.class);
    }

    @Test
    void keyOfAnEpochThatIsOverIsNotHandedOn_MEM11() {
        MemberRecord early = workspace.as(editor).addDevice(workspace.request(laptop, editor));
        Founded rotated = workspace.with(workspace.as(workspace.owner()).rotate());
        MemberRecord late = changed(
                early,
                editor,
                member -> member.setPrevMember(rotated.members().lastRecord().bytes()));

        assertRefused(rotated.step(late), Refusal.STALE_EPOCH);
    }
}
