package dev.meridian.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Member;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.trust.MemberRecord.InviteTerms;
import dev.meridian.sync.trust.Membership.Accepted;
import dev.meridian.sync.trust.Membership.Refused;
import dev.meridian.sync.trust.Membership.Step;
import dev.meridian.sync.trust.Membership.UpgradeNeeded;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Membership records as proto/vectors/membership.json has them: in log order, each with what comes of it. */
final class MembershipVectorsTest {
    private static final long TIME = 1_790_000_000_000L;
    private static final long EXPIRES = TIME + 1_000;

    private final SeededEntropy entropy = new SeededEntropy("membership vectors");
    private final ByteString ownerSigningSeed = entropy.bytes(32);
    private final ByteString ownerWrappingSeed = entropy.bytes(32);
    private final DeviceKeys owner = DeviceKeys.fromSeeds(ownerSigningSeed, ownerWrappingSeed);
    private final ByteString inviteSeed = entropy.bytes(32);
    private final DeviceKeys invite = DeviceKeys.ofInvite(inviteSeed);
    private final DeviceKeys newcomer = DeviceKeys.generate(entropy);
    private final Genesis genesis =
            Genesis.create(owner, SigningKey.generate(entropy).verifyKey(), entropy);

    private Membership members = Membership.none(genesis.workspace());

    @Test
    void recordsAreThoseOfTheVectors_MEM1() throws IOException {
        ObjectNode file = VectorFile.object();
        file.put("about", "Records in log order with the time of their entry, and the members after each.");
        file.put("ws", genesis.workspace().hex());
        file.put("owner_signing_seed", Hex.encode(ownerSigningSeed));
        file.put("owner_wrapping_seed", Hex.encode(ownerWrappingSeed));
        file.put("invite_seed", Hex.encode(inviteSeed));
        file.put("epoch_commit", Hex.encode(genesis.key().commit()));
        ArrayNode records = file.putArray("records");

        apply(records, genesis.record().item(), TIME);
        apply(records, genesis.record().item(), TIME);
        MemberRecord invitation =
                MemberRecord.invite(members, owner, invite, new InviteTerms(Role.ROLE_EDITOR, 2, EXPIRES), entropy);
        apply(records, invitation.item(), EXPIRES);
        apply(records, invitation.item(), TIME);
        apply(records, invitation.item(), TIME);
        MemberRecord join = MemberRecord.join(members, newcomer, invite, entropy);
        apply(records, join.item(), EXPIRES);
        apply(records, join.item().substring(1), TIME);
        apply(records, join.item(), TIME);
        MemberRecord byEditor = MemberRecord.invite(
                members,
                newcomer,
                DeviceKeys.ofInvite(entropy.bytes(32)),
                new InviteTerms(Role.ROLE_OWNER, 1, EXPIRES),
                entropy);
        apply(records, byEditor.item(), TIME);
        apply(records, MemberRecord.join(members, newcomer, invite, entropy).item(), TIME);
        apply(
                records,
                MemberRecord.join(members, DeviceKeys.generate(entropy), invite, entropy)
                        .item(),
                TIME);
        apply(
                records,
                MemberRecord.join(members, DeviceKeys.generate(entropy), invite, entropy)
                        .item(),
                TIME);
        apply(records, ofLaterVersion(), TIME);

        assertThat(members.devices()).hasSize(3);
        new VectorFile("membership.json").holds(file);
    }

    private ByteString ofLaterVersion() {
        Member member = Member.newBuilder()
                .setWs(members.workspace().bytes())
                .setPrevMember(members.lastRecord().bytes())
                .build();
        return MemberRecord.signed(owner.signing(), member).item();
    }

    private void apply(ArrayNode records, ByteString item, long entryMillis) {
        ObjectNode node = records.addObject();
        node.put("entry_ms", entryMillis);
        node.put("item", Hex.encode(item));
        Step step = members.apply(item, entryMillis);
        switch (step) {
            case Accepted accepted -> {
                members = accepted.next();
                node.put("result", "ACCEPTED");
                node.put("id", accepted.record().hex());
                for (MemberDevice device : members.devices()) {
                    ObjectNode deviceNode = node.withArray("devices").addObject();
                    deviceNode.put("id", device.keys().id().hex());
                    deviceNode.put("role", device.role().name());
                }
                members.inviteOf(invite.id()).ifPresent(state -> node.put("invite_uses_left", state.usesLeft()));
            }
            case Refused refused -> node.put("result", refused.refusal().name());
            case UpgradeNeeded upgrade -> node.put("result", "UPGRADE_NEEDED");
        }
    }
}
