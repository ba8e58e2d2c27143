package dev.meridian.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Head;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.trust.MemberRecord.InviteTerms;
import dev.meridian.sync.trust.Membership.Accepted;
import dev.meridian.sync.trust.Membership.Refused;
import dev.meridian.sync.trust.Membership.UpgradeNeeded;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the membership log, good and bad, as proto/vectors/membership-log.json has them: records in log order, each
 * with what comes of it, and who is who after those that hold.
 */
final class MembershipLogVectorsTest {
    private static final long TIME = 1_790_000_000_000L;
    private static final long EXPIRES = TIME + 1_000;

    private final SeededEntropy entropy = new SeededEntropy("membership log vectors");
    private final Map<String, DeviceKeys> cast = new LinkedHashMap<>();
    private final ObjectNode file = VectorFile.object();
    private final ArrayNode records;
    private final DeviceKeys owner;
    private final DeviceKeys ownerRecovery;
    private final DeviceKeys editor;
    private final DeviceKeys laptop;
    private final DeviceKeys waiting;
    private final DeviceKeys invite;
    private final DeviceKeys approvalInvite;
    private final SigningKey relay;
    private final Genesis genesis;
    private Membership members;

    MembershipLogVectorsTest() {
        file.put(
                "about",
                "Records in log order with the time of their entry, what comes of each, and the members after it.");
        owner = device("owner");
        ByteString words = entropy.bytes(32);
        file.put("recovery_seed", Hex.encode(words));
        ownerRecovery = DeviceKeys.ofRecovery(words);
        cast.put("owner's recovery device", ownerRecovery);
        editor = device("editor");
        laptop = device("laptop");
        waiting = device("waiting");
        invite = invite("invite");
        approvalInvite = invite("approval invite");
        relay = SigningKey.generate(entropy);
        genesis = Genesis.create(owner, relay.verifyKey(), Optional.of(ownerRecovery.publicKeys()), entropy);
        file.put("ws", genesis.workspace().hex());
        records = file.putArray("records");
        members = Membership.none(genesis.workspace());
    }

    private DeviceKeys device(String name) {
        ByteString signing = entropy.bytes(32);
        ByteString wrapping = entropy.bytes(32);
        ObjectNode seeds = file.withObject("/devices").putObject(name);
        seeds.put("signing_seed", Hex.encode(signing));
        seeds.put("wrapping_seed", Hex.encode(wrapping));
        DeviceKeys keys = DeviceKeys.fromSeeds(signing, wrapping);
        cast.put(name, keys);
        return keys;
    }

    private DeviceKeys invite(String name) {
        ByteString seed = entropy.bytes(32);
        file.withObject("/invites").put(name, Hex.encode(seed));
        DeviceKeys keys = DeviceKeys.ofInvite(seed);
        cast.put(name, keys);
        return keys;
    }

    private Registrar as(DeviceKeys signer) {
        return new Registrar(members, signer, TIME, entropy);
    }

    private DeviceRequest request(DeviceKeys device, DeviceKeys member, boolean recovery) {
        return DeviceRequest.of(device, members.workspace(), member.id(), recovery);
    }

    @Test
    void recordsAreThoseOfTheVectors_MEM10() throws IOException {
        entering();
        devices();
        rolesAndEpochs();
        removal();
        log();
        classes();
        new VectorFile("membership-log.json").holds(file);
    }

    private void entering() {
        take("a genesis with a recovery device", "MEM-6", "ACCEPTED", genesis.record());
        InviteTerms terms = new InviteTerms(Role.ROLE_EDITOR, 1, EXPIRES);
        take("an invite", "MEM-5", "ACCEPTED", MemberRecord.invite(members, owner, invite, terms, entropy));
        DeviceKeys recovery = device("editor's recovery device");
        MemberRecord join = MemberRecord.join(members, editor, invite, Optional.of(recovery.publicKeys()), entropy);
        take(
                "a join that wraps no key to its recovery device",
                "MEM-9",
                "MALFORMED",
                RecordAssertions.changed(join, editor, m -> m.getJoinBuilder().clearRecoveryWrap()));
        take("a join with a recovery device", "MEM-9", "ACCEPTED", join);
        InviteTerms asking = new InviteTerms(Role.ROLE_VIEWER, 2, EXPIRES, true);
        take(
                "an invite that asks for approval",
                "MEM-5",
                "ACCEPTED",
                MemberRecord.invite(members, owner, approvalInvite, asking, entropy));
        take("a join that waits", "MEM-9", "ACCEPTED", MemberRecord.join(members, waiting, approvalInvite, entropy));
        take("an approval by no owner", "MEM-16", "NOT_ALLOWED", as(editor).approve(waiting.id()));
        take("an approval", "MEM-16", "ACCEPTED", as(owner).approve(waiting.id()));
        take(
                "an approval of nobody who waits",
                "MEM-16",
                "NO_SUCH_MEMBER",
                as(owner).approve(waiting.id()));
        DeviceKeys declined = device("declined");
        take(
                "another join that waits",
                "MEM-9",
                "ACCEPTED",
                MemberRecord.join(members, declined, approvalInvite, entropy));
        take("a removal of who waits", "MEM-13", "ACCEPTED", as(owner).decline(declined.id()));
    }

    private void devices() {
        DeviceRequest request = request(laptop, editor, false);
        take(
                "a device that asked to be another member's",
                "MEM-11",
                "BAD_SIGNATURE",
                as(owner).addDevice(request));
        take("a new device", "MEM-11", "ACCEPTED", as(editor).addDevice(request));
        take("the same device again", "MEM-11", "ALREADY_PRESENT", as(editor).addDevice(request));
        take("a device revokes itself", "MEM-12", "NOT_ALLOWED", as(laptop).revokeDevice(laptop.id()));
        take("a device of somebody else", "MEM-12", "NOT_ALLOWED", as(waiting).revokeDevice(laptop.id()));
        take(
                "a recovery device changes the key",
                "MEM-10",
                "NOT_ALLOWED",
                as(ownerRecovery).rotate());
        take(
                "a second recovery device",
                "MEM-10",
                "ALREADY_PRESENT",
                as(owner).addDevice(request(device("second recovery device"), owner, true)));
        DeviceKeys phone = device("owner's phone");
        take(
                "a recovery device adds one",
                "MEM-10",
                "ACCEPTED",
                as(ownerRecovery).addDevice(request(phone, owner, false)));
        take(
                "a recovery device revokes one",
                "MEM-10",
                "ACCEPTED",
                as(ownerRecovery).revokeDevice(phone.id()));
        take(
                "a device that is gone comes back",
                "MEM-11",
                "ALREADY_PRESENT",
                as(owner).addDevice(request(phone, owner, false)));
        take("the last device of a member", "MEM-12", "LAST_DEVICE", as(owner).revokeDevice(waiting.id()));
    }

    private void rolesAndEpochs() {
        take(
                "an editor makes itself an owner",
                "MEM-14",
                "NOT_ALLOWED",
                as(editor).setRole(editor.id(), Role.ROLE_OWNER));
        take("the last owner steps down", "MEM-14", "LAST_OWNER", as(owner).setRole(owner.id(), Role.ROLE_VIEWER));
        take("another role", "MEM-14", "ACCEPTED", as(owner).setRole(waiting.id(), Role.ROLE_COMMENTER));
        MemberRecord rotation = as(owner).rotate();
        take(
                "a new epoch without the key of the last",
                "MEM-17",
                "MALFORMED",
                RecordAssertions.changed(
                        rotation, owner, m -> m.getRotateBuilder().clearPrevKey()));
        take(
                "a wrap is missing",
                "MEM-17",
                "BAD_REKEY",
                RecordAssertions.changed(
                        rotation, owner, m -> m.getRotateBuilder().removeWraps(1)));
        take(
                "a wrap too many",
                "MEM-17",
                "BAD_REKEY",
                RecordAssertions.changed(
                        rotation,
                        owner,
                        m -> m.getRotateBuilder()
                                .addWraps(genesis.key()
                                        .wrapTo(device("nobody").publicKeys(), members.wrapContext(), entropy))));
        take(
                "an epoch is left out",
                "MEM-17",
                "BAD_REKEY",
                RecordAssertions.changed(
                        rotation,
                        owner,
                        m -> m.getRotateBuilder().setEpoch(m.getRotate().getEpoch() + 1)));
        take("a new epoch", "MEM-17", "ACCEPTED", rotation);
        DeviceKeys late = invite("late invite");
        MemberRecord invitation =
                MemberRecord.invite(members, owner, late, new InviteTerms(Role.ROLE_EDITOR, 1, EXPIRES), entropy);
        take(
                "an invite with the key of an epoch that is over",
                "MEM-5",
                "STALE_EPOCH",
                RecordAssertions.changed(
                        invitation, owner, m -> m.getInviteBuilder().setEpoch(0)));
        take("an invite in a later epoch", "MEM-5", "ACCEPTED", invitation);
        take("an invite is revoked", "MEM-15", "ACCEPTED", as(owner).revokeInvite(late.id()));
        DeviceKeys latecomer = device("latecomer");
        take(
                "a join by a revoked invite",
                "MEM-9",
                "INVITE_REVOKED",
                RecordAssertions.changed(
                        MemberRecord.join(withInvite(late), latecomer, late, entropy),
                        latecomer,
                        m -> m.setPrevMember(members.lastRecord().bytes())));
    }

    // The members as they would be had the invite not been revoked: somebody who does not know yet.
    private Membership withInvite(DeviceKeys late) {
        InviteState state = members.inviteOf(late.id()).orElseThrow();
        EpochKey key = members.epochKeyFor(owner).orElseThrow();
        return members.with(new InviteState(
                state.keys(),
                state.maker(),
                state.role(),
                1,
                EXPIRES,
                false,
                false,
                Optional.of(key.wrapTo(late.publicKeys(), members.wrapContext(), entropy))));
    }

    private void removal() {
        MemberRecord removal = as(owner).remove(editor.id());
        take(
                "a removal without a new epoch",
                "MEM-13",
                "BAD_REKEY",
                RecordAssertions.changed(removal, owner, m -> m.clearRekey()));
        take("an owner removes itself", "MEM-13", "LAST_OWNER", as(owner).remove(owner.id()));
        take("a removal", "MEM-13", "ACCEPTED", removal);
        take("a removal of nobody", "MEM-13", "NO_SUCH_MEMBER", as(owner).remove(editor.id()));
        take(
                "a device of somebody removed",
                "MEM-13",
                "NOT_ALLOWED",
                signedBy(laptop, as(owner).decline(waiting.id())));
    }

    private static MemberRecord signedBy(DeviceKeys signer, MemberRecord record) {
        return RecordAssertions.changed(record, signer, m -> {});
    }

    private void log() {
        ItemId item = new ItemId(entropy.bytes(32));
        take("a quarantine", "MEM-18", "ACCEPTED", as(owner).quarantine(item, 9));
        take(
                "a quarantine by no owner",
                "MEM-18",
                "NOT_ALLOWED",
                as(waiting).quarantine(new ItemId(entropy.bytes(32)), 9));
        VerifyKey next = SigningKey.generate(entropy).verifyKey();
        take(
                "another relay key by no owner",
                "MEM-19",
                "NOT_ALLOWED",
                as(waiting).newGeneration(next, lastBy(relay), "https://relay.example:8443"));
        take(
                "another relay key after a head of another relay",
                "MEM-19",
                "BAD_SIGNATURE",
                as(owner).newGeneration(next, lastBy(SigningKey.generate(entropy)), ""));
        take(
                "another relay key, and where it is",
                "MEM-19",
                "ACCEPTED",
                as(owner).newGeneration(next, lastBy(relay), "https://relay.example:8443"));
        take(
                "a third relay key right after, following a head of the first",
                "MEM-19",
                "ACCEPTED",
                as(owner).newGeneration(SigningKey.generate(entropy).verifyKey(), lastBy(relay), ""));
        take(
                "a record of a later version",
                "MEM-4",
                "UPGRADE_NEEDED",
                RecordAssertions.changed(as(owner).rotate(), owner, m -> m.clearRotate()));
    }

    private SignedHead lastBy(SigningKey signer) {
        ByteString head = Head.newBuilder()
                .setWs(members.workspace().bytes())
                .setGen(1)
                .setPos(1)
                .setRelayMs(Founded.NOW)
                .setChain(ByteString.copyFrom(new byte[32]))
                .setMembers(members.lastRecord().bytes())
                .build()
                .toByteString();
        return SignedHead.newBuilder()
                .setHead(head)
                .setRelaySig(signer.sign(SignatureType.HEAD, head))
                .build();
    }

    private void classes() {
        ArrayNode classes = file.putArray("documents");
        for (String id : new String[] {
            "00000000000000000000000000000000",
            "3fffffffffffffffffffffffffffffff",
            "7fffffffffffffffffffffffffffffff",
            "bfffffffffffffffffffffffffffffff",
            "c0000000000000000000000000000000",
            "ffffffffffffffffffffffffffffffff"
        }) {
            DocumentId document = DocumentId.parse(id);
            ObjectNode node = classes.addObject();
            node.put("id", id);
            node.put("class", document.isComments() ? "COMMENTS" : "CONTENT");
            node.put("comments", document.comments().hex());
            node.put("content", document.content().hex());
            // The one who was made a commenter above, and the owner.
            node.put("commenter_may_write", members.mayWrite(waiting.id(), document));
            assertThat(members.mayWrite(owner.id(), document)).isTrue();
        }
    }

    private void take(String name, String rule, String expected, MemberRecord record) {
        ObjectNode node = records.addObject();
        node.put("name", name);
        node.put("rule", rule);
        node.put("entry_ms", TIME);
        node.put("item", Hex.encode(record.item()));
        String result = switch (members.apply(record.item(), TIME)) {
            case Accepted accepted -> {
                members = accepted.next();
                yield "ACCEPTED";
            }
            case Refused refused -> refused.refusal().name();
            case UpgradeNeeded upgrade -> "UPGRADE_NEEDED";
        };
        assertThat(result).as(name).isEqualTo(expected);
        node.put("result", result);
        if (expected.equals("ACCEPTED")) {
            describe(node);
        }
    }

    private void describe(ObjectNode node) {
        node.put("epoch", members.epoch());
        node.put("relay_key", Hex.encode(members.relayKey().bytes()));
        for (Person person : members.people()) {
            ObjectNode one = node.withArray("people").addObject();
            one.put("id", person.id().hex());
            one.put("role", person.role().name());
            one.put("state", person.state().name());
            ArrayNode devices = one.putArray("devices");
            person.devices().forEach(device -> devices.add(device.hex()));
            person.recovery().map(DeviceId::hex).ifPresent(id -> one.put("recovery", id));
        }
        for (InviteState state : members.invites()) {
            ObjectNode one = node.withArray("invites").addObject();
            one.put("id", state.id().hex());
            one.put("uses_left", state.usesLeft());
            one.put("revoked", state.revoked());
        }
        members.quarantined().forEach(item -> node.withArray("quarantined").add(item.hex()));
        cast.forEach((name, keys) -> {
            ArrayNode ring = VectorFile.object().arrayNode();
            members.keyRingFor(keys).forEach(key -> ring.add(Hex.encode(key.derive(EpochKey.Label.CONTENT))));
            if (!ring.isEmpty()) {
                node.withObject("/content_keys").set(name, ring);
            }
        });
    }
}
