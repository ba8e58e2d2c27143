package dev.meridian.server;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.ChangeBatch;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.EpochKey;
import dev.meridian.sync.trust.Genesis;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.SealedEnvelope;
import dev.meridian.sync.trust.VerifyKey;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** A workspace as its clients have it: keys, members, and envelopes to push. For one thread. */
final class TestWorkspace {
    private static final SecureRandom RANDOM = new SecureRandom();
    static final Entropy ENTROPY = RANDOM::nextBytes;
    static final DocumentId DOCUMENT = new DocumentId(ByteString.copyFrom(new byte[DocumentId.LENGTH]));

    private final DeviceKeys owner;
    private final Genesis genesis;
    private final EpochKey key;
    private Membership members;

    TestWorkspace(VerifyKey relayKey) {
        this(relayKey, DeviceKeys.generate(ENTROPY));
    }

    TestWorkspace(VerifyKey relayKey, DeviceKeys owner) {
        this.owner = owner;
        genesis = Genesis.create(owner, relayKey, ENTROPY);
        key = genesis.key();
        members = after(Membership.none(genesis.workspace()), genesis.record().item());
    }

    WorkspaceId id() {
        return genesis.workspace();
    }

    DeviceKeys owner() {
        return owner;
    }

    EpochKey key() {
        return key;
    }

    PushItem genesis() {
        return member(genesis.record().item());
    }

    /** The same by a seed that is known. */
    Invited invite(ByteString seed) {
        return invite(DeviceKeys.ofInvite(seed));
    }

    /** Invites; the invite is in the members when it has been pushed. */
    Invited invite() {
        return invite(ENTROPY.bytes(DeviceKeys.SEED_LENGTH));
    }

    private Invited invite(DeviceKeys invite) {
        long tomorrow = System.currentTimeMillis() + 86_400_000;
        MemberRecord record = MemberRecord.invite(
                members, owner, invite, new MemberRecord.InviteTerms(Role.ROLE_EDITOR, 1, tomorrow), ENTROPY);
        members = after(members, record.item());
        return new Invited(invite, member(record.item()));
    }

    /** An invite and the record that makes it known. */
    record Invited(DeviceKeys keys, PushItem record) {}

    /** Joins by an invite. */
    Joined join(DeviceKeys invite) {
        DeviceKeys newcomer = DeviceKeys.generate(ENTROPY);
        MemberRecord record = MemberRecord.join(members, newcomer, invite, ENTROPY);
        members = after(members, record.item());
        return new Joined(newcomer, member(record.item()));
    }

    /** A newcomer and the record that makes it a member. */
    record Joined(DeviceKeys keys, PushItem record) {}

    private static Membership after(Membership members, ByteString item) {
        return switch (members.apply(item, System.currentTimeMillis())) {
            case Membership.Accepted accepted -> accepted.next();
            case Membership.Refused refused -> throw new AssertionError(refused.reason());
            case Membership.UpgradeNeeded upgrade -> throw new AssertionError(upgrade.reason());
        };
    }

    private static PushItem member(ByteString item) {
        return PushItem.newBuilder()
                .setKind(EntryKind.ENTRY_KIND_MEMBER)
                .setItem(item)
                .build();
    }

    /** What one device writes. For one thread. */
    Author author(DeviceKeys device) {
        return new Author(device);
    }

    /** A device that writes. */
    final class Author {
        private final EnvelopeSealer sealer;
        private final ActorId actor;
        private long seq;

        Author(DeviceKeys device) {
            sealer = new EnvelopeSealer(id(), device, key);
            ByteBuffer bytes = ByteBuffer.allocate(ActorId.LENGTH);
            device.id().bytes().copyTo(bytes);
            ENTROPY.bytes(ActorId.LENGTH - bytes.position()).copyTo(bytes);
            actor = new ActorId(ByteString.copyFrom(bytes.flip()));
        }

        /** The next envelope, sealing this text. */
        SealedEnvelope write(ByteString plaintext) {
            seq++;
            ByteString hash = Sha256.of(actor.bytes(), ByteString.copyFromUtf8(Long.toString(seq)));
            return sealer.changes(
                    DOCUMENT, new ChangeBatch(actor, seq, seq, hash, plaintext), HeadRef.getDefaultInstance(), ENTROPY);
        }

        /** The next envelope as an item to push. */
        PushItem item(ByteString plaintext) {
            return pushed(write(plaintext));
        }
    }

    static PushItem pushed(SealedEnvelope envelope) {
        return PushItem.newBuilder()
                .setKind(EntryKind.ENTRY_KIND_ENVELOPE)
                .setItem(envelope.bytes())
                .build();
    }
}
