package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Head;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.MemberRecord.InviteTerms;
import dev.meridian.sync.trust.Membership.Accepted;

/** A workspace for tests: its relay, its owner, its key, and the members after the last record applied. */
public record Founded(SigningKey relay, DeviceKeys owner, EpochKey key, Membership members, SeededEntropy entropy) {
    /** The relay's time of every record here. */
    public static final long NOW = 1_000_000;
    /** When invites here are over. */
    public static final long EXPIRES = 2_000_000;

    /** A workspace with its owner alone. */
    public static Founded workspace(String seed) {
        SeededEntropy entropy = new SeededEntropy(seed);
        SigningKey relay = SigningKey.generate(entropy);
        DeviceKeys owner = DeviceKeys.generate(entropy);
        Genesis genesis = Genesis.create(owner, relay.verifyKey(), entropy);
        Membership members =
                accepted(Membership.none(genesis.workspace()), genesis.record().item());
        return new Founded(relay, owner, genesis.key(), members, entropy);
    }

    /** A newcomer's device after it joined, and the workspace then. */
    public record Joined(Founded workspace, DeviceKeys newcomer) {}

    /** Invites and lets a new device join in that role. */
    public Joined join(Role role) {
        DeviceKeys invite = DeviceKeys.ofInvite(entropy.bytes(DeviceKeys.SEED_LENGTH));
        Founded invited = invited(invite, new InviteTerms(role, 1, EXPIRES));
        DeviceKeys newcomer = DeviceKeys.generate(entropy);
        return new Joined(
                invited.with(MemberRecord.join(invited.members, newcomer, invite, entropy)
                        .item()),
                newcomer);
    }

    /** Another device of a member's, as it asks itself to be one. */
    public DeviceRequest request(DeviceKeys device, DeviceKeys ofMember) {
        return DeviceRequest.of(device, members.workspace(), ofMember.id(), false);
    }

    /** Makes records as one of the devices. */
    public Registrar as(DeviceKeys signer) {
        return new Registrar(members, signer, NOW, entropy);
    }

    /** The head of a log that ends with the last record: what a record names that moves the workspace to another relay. */
    public SignedHead last() {
        return headBy(relay);
    }

    /** The same, signed by some key. */
    public SignedHead headBy(SigningKey signer) {
        ByteString head = Head.newBuilder()
                .setWs(members.workspace().bytes())
                .setGen(1)
                .setPos(1)
                .setRelayMs(NOW)
                .setChain(ByteString.copyFrom(new byte[Sha256.LENGTH]))
                .setMembers(members.lastRecord().bytes())
                .build()
                .toByteString();
        return SignedHead.newBuilder()
                .setHead(head)
                .setRelaySig(signer.sign(SignatureType.HEAD, head))
                .build();
    }

    /** What comes of a record. */
    public Membership.Step step(MemberRecord record) {
        return members.apply(record.item(), NOW);
    }

    /** The workspace after a record that holds. */
    public Founded with(MemberRecord record) {
        return with(record.item());
    }

    Founded invited(DeviceKeys invite, InviteTerms terms) {
        return with(MemberRecord.invite(members, owner, invite, terms, entropy).item());
    }

    Founded with(ByteString item) {
        Membership next = accepted(members, item);
        return new Founded(relay, owner, next.epochKeyFor(owner).orElse(key), next, entropy);
    }

    private static Membership accepted(Membership members, ByteString item) {
        return switch (members.apply(item, NOW)) {
            case Accepted accepted -> accepted.next();
            case Membership.Step refused -> throw new AssertionError(refused + " of " + Hex.encode(item));
        };
    }
}
