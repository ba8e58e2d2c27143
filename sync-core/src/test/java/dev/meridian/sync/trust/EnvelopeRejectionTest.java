package dev.meridian.sync.trust;

import static dev.meridian.sync.trust.EnvelopeSamples.AUTHOR;
import static dev.meridian.sync.trust.EnvelopeSamples.BATCH;
import static dev.meridian.sync.trust.EnvelopeSamples.DOCUMENT;
import static dev.meridian.sync.trust.EnvelopeSamples.ENTROPY;
import static dev.meridian.sync.trust.EnvelopeSamples.MEMBERS;
import static dev.meridian.sync.trust.EnvelopeSamples.OPENER;
import static dev.meridian.sync.trust.EnvelopeSamples.SEALED;
import static dev.meridian.sync.trust.EnvelopeSamples.SEALER;
import static dev.meridian.sync.trust.EnvelopeSamples.SEEN;
import static dev.meridian.sync.trust.EnvelopeSamples.WORKSPACE;
import static dev.meridian.sync.trust.EnvelopeSamples.assertRejected;
import static dev.meridian.sync.trust.EnvelopeSamples.open;
import static dev.meridian.sync.trust.EnvelopeSamples.plaintext;
import static dev.meridian.sync.trust.EnvelopeSamples.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Changes;
import dev.meridian.proto.v1.Core;
import dev.meridian.proto.v1.Envelope;
import dev.meridian.proto.v1.Header;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.trust.Founded.Joined;
import dev.meridian.sync.trust.Opening.Fault;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every fault that an envelope can have, and that its author is named. */
final class EnvelopeRejectionTest {
    @Test
    void envelopeOfAnotherWorkspaceIsRejected_ENV6() {
        Founded other = Founded.workspace("another");

        assertRejected(
                sealed(core -> core.setWs(other.members().workspace().bytes()), ByteString.EMPTY),
                Fault.WRONG_WORKSPACE);
        assertRejected(
                new EnvelopeOpener(other.members().workspace(), List.of()).openVerified(SEALED.bytes()),
                Fault.WRONG_WORKSPACE,
                AUTHOR.id());
    }

    @Test
    void attack25_ghostDeviceIsRejected_ENV6() {
        DeviceKeys ghost = DeviceKeys.generate(ENTROPY);
        SealedEnvelope envelope = SealedEnvelope.seal(
                SEALED.core().toBuilder().setDevice(ghost.id().bytes()).build(),
                plaintext().build().toByteString(),
                WORKSPACE.key(),
                ghost.signing());

        assertRejected(open(envelope), Fault.UNKNOWN_DEVICE, ghost.id());
    }

    @Test
    void envelopeSignedByAnotherIsRejected_ENV6() throws Exception {
        Envelope envelope = Envelope.parseFrom(SEALED.bytes());
        Envelope.Builder forged = envelope.toBuilder();
        forged.getHeaderBuilder()
                .setSig(DeviceKeys.generate(ENTROPY)
                        .signing()
                        .sign(SignatureType.ENVELOPE, envelope.getHeader().getBody()));

        assertRejected(OPENER.open(forged.build().toByteString(), MEMBERS), Fault.BAD_SIGNATURE, AUTHOR.id());
    }

    @Test
    void aSignatureCheckedAheadCountsForThatItemAndThatKeyAlone_ENV6() throws Exception {
        Envelope.Builder forging = Envelope.parseFrom(SEALED.bytes()).toBuilder();
        DeviceKeys other = DeviceKeys.generate(ENTROPY);
        forging.getHeaderBuilder()
                .setSig(other.signing()
                        .sign(SignatureType.ENVELOPE, forging.getHeader().getBody()));
        ByteString forged = forging.build().toByteString();
        SignatureCheck good =
                SealedEnvelope.checkSignature(SEALED.bytes(), MEMBERS).orElseThrow();
        SignatureCheck bad = SealedEnvelope.checkSignature(forged, MEMBERS).orElseThrow();

        assertThat(good.signed()).isTrue();
        assertThat(bad.signed()).isFalse();
        assertThat(SealedEnvelope.verify(SEALED.bytes(), MEMBERS, Optional.of(good)))
                .isInstanceOf(SealedEnvelope.Verified.class);
        assertThat(SealedEnvelope.verify(SEALED.bytes(), MEMBERS, Optional.of(bad)))
                .isInstanceOf(SealedEnvelope.Verified.class);
        SignatureCheck ofAnotherKey = new SignatureCheck(forged, other.signing().verifyKey(), true);
        for (SignatureCheck ahead : List.of(good, bad, ofAnotherKey)) {
            assertThat(SealedEnvelope.verify(forged, MEMBERS, Optional.of(ahead)))
                    .isInstanceOfSatisfying(
                            SealedEnvelope.Rejected.class,
                            rejected -> assertThat(rejected.fault()).isEqualTo(Fault.BAD_SIGNATURE));
        }
        assertThat(SealedEnvelope.checkSignature(SEALED.bytes(), Membership.none(MEMBERS.workspace())))
                .isEmpty();
    }

    @Test
    void unsignedHeaderIsRejectedBeforeItIsParsed_SIG2() throws Exception {
        Envelope.Builder unsigned = Envelope.parseFrom(SEALED.bytes()).toBuilder();
        unsigned.getHeaderBuilder().setBody(ByteString.copyFromUtf8("\u0001 no header"));

        assertRejected(OPENER.open(unsigned.build().toByteString(), MEMBERS), Fault.BAD_SIGNATURE, AUTHOR.id());
    }

    @Test
    void attack10_headerUnderASignatureOfAnotherTypeIsRejected_SIG1() throws Exception {
        Envelope envelope = Envelope.parseFrom(SEALED.bytes());
        Envelope.Builder forged = envelope.toBuilder()
                .setHeader(AUTHOR.signing()
                        .signed(SignatureType.MEMBER, envelope.getHeader().getBody()));

        assertRejected(OPENER.open(forged.build().toByteString(), MEMBERS), Fault.BAD_SIGNATURE, AUTHOR.id());
    }

    @Test
    void ciphertextOfAnotherEnvelopeIsRejected_ENV6() throws Exception {
        Envelope other = Envelope.parseFrom(
                SEALER.changes(DOCUMENT, BATCH, SEEN, ENTROPY).bytes());
        ByteString swapped = Envelope.parseFrom(SEALED.bytes()).toBuilder()
                .setCt(other.getCt())
                .build()
                .toByteString();

        assertRejected(OPENER.open(swapped, MEMBERS), Fault.HASH_MISMATCH, AUTHOR.id());
        assertRejected(OPENER.openVerified(swapped), Fault.HASH_MISMATCH, AUTHOR.id());
    }

    @Test
    void attack61_attack62_viewersAndCommentersWriteNoContent_MEM7() {
        for (Role role : new Role[] {Role.ROLE_VIEWER, Role.ROLE_COMMENTER}) {
            Joined joined = WORKSPACE.join(role);
            Membership members = joined.workspace().members();
            EnvelopeSealer sealer = new EnvelopeSealer(MEMBERS.workspace(), joined.newcomer(), WORKSPACE.key());
            ActorId actor = ActorId.of(joined.newcomer().id(), ENTROPY.bytes(8));
            ChangeBatch batch = new ChangeBatch(actor, 1, 1, ENTROPY.bytes(32), ByteString.copyFromUtf8("x"));

            assertRejected(
                    OPENER.open(sealer.changes(DOCUMENT, batch, SEEN, ENTROPY).bytes(), members),
                    Fault.NOT_ALLOWED,
                    joined.newcomer().id());
            assertThat(OPENER.open(
                            sealer.presence(DOCUMENT, ByteString.EMPTY, SEEN, ENTROPY)
                                    .bytes(),
                            members))
                    .isInstanceOf(Opening.Presence.class);
        }
    }

    @Test
    void envelopeOfAnotherEpochIsRejected_ENV6() {
        SealedEnvelope later = sealed(core -> core.setEpoch(1), ByteString.EMPTY);

        assertRejected(later, Fault.STALE_EPOCH);
        assertRejected(OPENER.openVerified(later.bytes()), Fault.UNKNOWN_EPOCH, AUTHOR.id());
    }

    @Test
    void attack40_envelopeUnderAnotherKeyOfTheEpochIsRejected_ENV6() {
        SealedEnvelope underAnother = SealedEnvelope.seal(
                SEALED.core(), plaintext().build().toByteString(), EpochKey.generate(0, ENTROPY), AUTHOR.signing());

        assertRejected(underAnother, Fault.NOT_SEALED_BY_EPOCH_KEY);
    }

    @Test
    void attack50_changesOfAForeignActorAreRejected_ENV6() {
        ActorId foreign = ActorId.of(DeviceKeys.generate(ENTROPY).id(), ENTROPY.bytes(8));
        ItemId id = WORKSPACE.key().changeId(SEALED.document(), foreign, BATCH.lastSeq(), BATCH.lastHash());

        assertRejected(
                sealed(
                        core -> core.setChangeId(id.bytes()),
                        plaintext().setActor(foreign.bytes()).build().toByteString()),
                Fault.WRONG_DEVICE);
    }

    @Test
    void attack59_squattedChangeIdIsRejected_ENV6() {
        assertRejected(
                sealed(
                        core -> core.setChangeId(ENTROPY.bytes(32)),
                        plaintext().build().toByteString()),
                Fault.CHANGE_ID_MISMATCH);
        assertRejected(sealed(core -> {}, plaintext().setLastSeq(5).build().toByteString()), Fault.CHANGE_ID_MISMATCH);
    }

    @Test
    void plaintextThatIsNotWellFormedIsRejected_ENV6() {
        List<Changes.Builder> malformed = List.of(
                plaintext().clearActor(),
                plaintext().clearFirstSeq(),
                plaintext().setFirstSeq(-1),
                plaintext().setLastSeq(2),
                plaintext().setLastSeq(-1),
                plaintext().clearLastHash(),
                plaintext().clearChunks());
        for (Changes.Builder changes : malformed) {
            assertRejected(sealed(core -> {}, changes.build().toByteString()), Fault.MALFORMED);
        }
        assertRejected(sealed(core -> {}, ByteString.copyFromUtf8("no changes")), Fault.MALFORMED);
    }

    @Test
    void coreThatIsNotWellFormedIsRejected_ENV2() throws Exception {
        List<Consumer<Core.Builder>> malformed = List.of(
                Core.Builder::clearWs,
                Core.Builder::clearDoc,
                core -> core.setEpoch(-1),
                core -> core.setDevice(ENTROPY.bytes(16)),
                Core.Builder::clearKind,
                Core.Builder::clearChangeId,
                Core.Builder::clearSalt,
                core -> core.getSeenBuilder().clearChain(),
                core -> core.getSeenBuilder().clearPos(),
                core -> core.getSeenBuilder().setPos(-1),
                core -> core.getSeenBuilder().setGen(-1));
        for (Consumer<Core.Builder> change : malformed) {
            SealedEnvelope envelope = sealed(change, ByteString.EMPTY);
            assertRejected(envelope, Fault.MALFORMED);
            assertThat(SealedEnvelope.read(envelope.bytes())).isInstanceOf(SealedEnvelope.Unreadable.class);
            assertThat(OPENER.openVerified(envelope.bytes())).isInstanceOf(Opening.Unreadable.class);
        }
        ByteString noHash = Header.newBuilder()
                .setCore(SEALED.core().toByteString())
                .build()
                .toByteString();
        Envelope withoutHash = Envelope.newBuilder()
                .setHeader(AUTHOR.signing().signed(SignatureType.ENVELOPE, noHash))
                .setCt(ENTROPY.bytes(64))
                .build();
        assertRejected(OPENER.open(withoutHash.toByteString(), MEMBERS), Fault.MALFORMED, AUTHOR.id());
    }
}
