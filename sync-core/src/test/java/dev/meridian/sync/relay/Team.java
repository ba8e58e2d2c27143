package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Core;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Envelope;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.Header;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.ChangeBatch;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.Genesis;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Registrar;
import dev.meridian.sync.trust.SealedEnvelope;
import dev.meridian.sync.trust.SeededEntropy;
import dev.meridian.sync.trust.SignatureType;
import dev.meridian.sync.trust.SigningKey;
import java.util.ArrayList;
import java.util.List;

/** A workspace and who is in it: makes what they push. */
public final class Team {
    public static final long FAR_OFF = 1L << 50;
    public static final DocumentId DOCUMENT = new DocumentId(ByteString.copyFrom(new byte[DocumentId.LENGTH]));

    public final SeededEntropy entropy;
    public final SigningKey relayKey;
    public final DeviceKeys owner;
    public final Genesis genesis;
    /** After every record made so far, as if all had been taken. */
    private Membership members;

    private final List<MemberRecord> records = new ArrayList<>();

    public Team(String seed) {
        this(new SeededEntropy(seed));
    }

    private Team(SeededEntropy entropy) {
        this.entropy = entropy;
        relayKey = SigningKey.generate(entropy);
        owner = DeviceKeys.generate(entropy);
        genesis = Genesis.create(owner, relayKey.verifyKey(), entropy);
        members = Membership.none(genesis.workspace());
        take(genesis.record());
    }

    public WorkspaceId workspace() {
        return genesis.workspace();
    }

    public Membership members() {
        return members;
    }

    /** All records made so far, the genesis first. */
    public List<MemberRecord> records() {
        return List.copyOf(records);
    }

    private void take(MemberRecord record) {
        Membership.Step step = members.apply(record.item(), 1);
        if (!(step instanceof Membership.Accepted accepted)) {
            throw new AssertionError(step);
        }
        members = accepted.next();
        records.add(record);
    }

    /** Makes records as one of the devices. */
    public Registrar as(DeviceKeys signer) {
        return new Registrar(members, signer, 1, entropy);
    }

    /** A record that holds, made and taken. */
    public MemberRecord done(MemberRecord record) {
        take(record);
        return record;
    }

    /** An envelope of one change under the key of the epoch that is now. */
    public SealedEnvelope current(DeviceKeys author, DocumentId document, long seq) {
        return new EnvelopeSealer(
                        workspace(), author, members.epochKeyFor(owner).orElseThrow())
                .changes(document, batch(author, seq), HeadRef.getDefaultInstance(), entropy);
    }

    public DeviceKeys newKeys() {
        return DeviceKeys.generate(entropy);
    }

    /** A new invite's keys, its record made and taken. */
    public DeviceKeys invite(Role role, int uses, long expiresMillis) {
        DeviceKeys invite = DeviceKeys.ofInvite(entropy.bytes(DeviceKeys.SEED_LENGTH));
        take(MemberRecord.invite(
                members, owner, invite, new MemberRecord.InviteTerms(role, uses, expiresMillis), entropy));
        return invite;
    }

    /** A join's record, not taken. */
    public MemberRecord joinRecord(DeviceKeys newcomer, DeviceKeys invite) {
        return MemberRecord.join(members, newcomer, invite, entropy);
    }

    /** A new member, invite and join made and taken. */
    public DeviceKeys member(Role role) {
        DeviceKeys invite = invite(role, 1, FAR_OFF);
        DeviceKeys newcomer = newKeys();
        take(joinRecord(newcomer, invite));
        return newcomer;
    }

    /** An envelope of one change. */
    public SealedEnvelope envelope(DeviceKeys author, long seq) {
        return envelope(author, seq, 10);
    }

    /** An envelope of one change of so many bytes. */
    public SealedEnvelope envelope(DeviceKeys author, long seq, int bytes) {
        return new EnvelopeSealer(workspace(), author, genesis.key())
                .changes(DOCUMENT, batch(author, seq, bytes), HeadRef.getDefaultInstance(), entropy);
    }

    public ChangeBatch batch(DeviceKeys author, long seq) {
        return batch(author, seq, 10);
    }

    private static ChangeBatch batch(DeviceKeys author, long seq, int bytes) {
        ActorId actor = ActorId.of(author.id(), ByteString.copyFrom(new byte[ActorId.NONCE_LENGTH]));
        ByteString chunk = ByteString.copyFrom(new byte[bytes]);
        return new ChangeBatch(actor, seq, seq, Sha256.of(ByteString.copyFromUtf8("" + seq)), chunk);
    }

    /** Who is here. */
    public SealedEnvelope presence(DeviceKeys author) {
        return new EnvelopeSealer(workspace(), author, genesis.key())
                .presence(DOCUMENT, ByteString.copyFromUtf8("here"), HeadRef.getDefaultInstance(), entropy);
    }

    /** The same readable part and ciphertext, but for the author: another one signs for it. */
    public SealedEnvelope resigned(SealedEnvelope original, DeviceKeys thief) {
        try {
            Envelope envelope = Envelope.parseFrom(original.bytes());
            Header header = Header.parseFrom(envelope.getHeader().getBody());
            Core core = Core.parseFrom(header.getCore()).toBuilder()
                    .setDevice(thief.id().bytes())
                    .build();
            ByteString body =
                    header.toBuilder().setCore(core.toByteString()).build().toByteString();
            ByteString bytes = envelope.toBuilder()
                    .setHeader(thief.signing().signed(SignatureType.ENVELOPE, body))
                    .build()
                    .toByteString();
            return ((SealedEnvelope.Read) SealedEnvelope.read(bytes)).envelope();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    public static PushItem item(SealedEnvelope envelope) {
        return item(EntryKind.ENTRY_KIND_ENVELOPE, envelope.bytes());
    }

    public static PushItem item(MemberRecord record) {
        return item(EntryKind.ENTRY_KIND_MEMBER, record.item());
    }

    public static PushItem item(EntryKind kind, ByteString bytes) {
        return PushItem.newBuilder().setKind(kind).setItem(bytes).build();
    }
}
