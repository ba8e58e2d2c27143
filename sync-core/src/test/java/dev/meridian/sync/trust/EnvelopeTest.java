package dev.meridian.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Changes;
import dev.meridian.proto.v1.Core;
import dev.meridian.proto.v1.Envelope;
import dev.meridian.proto.v1.EnvelopeKind;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.Header;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.trust.Founded.Joined;
import dev.meridian.sync.trust.Opening.Fault;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class EnvelopeTest {
    private static final SeededEntropy ENTROPY = new SeededEntropy("envelope");
    private static final Founded WORKSPACE = Founded.workspace("workspace");
    private static final Membership MEMBERS = WORKSPACE.members();
    private static final DeviceKeys AUTHOR = WORKSPACE.owner();
    private static final ActorId ACTOR = ActorId.of(AUTHOR.id(), ENTROPY.bytes(8));
    private static final DocumentId DOCUMENT = new DocumentId(ENTROPY.bytes(16));
    private static final HeadRef SEEN =
            HeadRef.newBuilder().setGen(1).setPos(5).setChain(ENTROPY.bytes(32)).build();
    private static final ChangeBatch BATCH =
            new ChangeBatch(ACTOR, 3, 4, ENTROPY.bytes(32), ByteString.copyFromUtf8("two chunks"));

    private static final EnvelopeSealer SEALER = new EnvelopeSealer(MEMBERS.workspace(), AUTHOR, WORKSPACE.key());
    private static final EnvelopeOpener OPENER =
            new EnvelopeOpener(MEMBERS.workspace(), List.of(WORKSPACE.key(), EpochKey.generate(9, ENTROPY)));
    private static final SealedEnvelope SEALED = SEALER.changes(DOCUMENT, BATCH, SEEN, ENTROPY);

    private static Opening open(SealedEnvelope envelope) {
        return OPENER.open(envelope.bytes(), MEMBERS);
    }

    private static void assertRejected(Opening opening, Fault fault, DeviceId author) {
        assertThat(opening).isInstanceOfSatisfying(Opening.Rejected.class, rejected -> {
            assertThat(rejected.fault()).as(rejected.reason()).isEqualTo(fault);
            assertThat(rejected.author()).isEqualTo(author);
            assertThat(rejected.reason()).isNotBlank();
        });
    }

    private static void assertRejected(SealedEnvelope envelope, Fault fault) {
        assertRejected(open(envelope), fault, AUTHOR.id());
    }

    /** Properly sealed and signed by the author, whatever core and plaintext say. */
    private static SealedEnvelope sealed(Consumer<Core.Builder> change, ByteString plaintext) {
        Core.Builder core = SEALED.core().toBuilder();
        change.accept(core);
        return SealedEnvelope.seal(core.build(), plaintext, WORKSPACE.key(), AUTHOR.signing());
    }

    private static Changes.Builder plaintext() {
        return Changes.newBuilder()
                .setActor(ACTOR.bytes())
                .setFirstSeq(BATCH.firstSeq())
                .setLastSeq(BATCH.lastSeq())
                .setLastHash(BATCH.lastHash())
                .setChunks(BATCH.chunks());
    }

    @Property(tries = 100)
    boolean whatIsSealedOpensTheSame_ENV1(
            @ForAll @LongRange(min = 1, max = Long.MAX_VALUE / 2) long firstSeq,
            @ForAll @IntRange(max = 100) int more,
            @ForAll @Size(min = 1, max = 3_000) byte[] chunks) {
        ChangeBatch batch =
                new ChangeBatch(ACTOR, firstSeq, firstSeq + more, ENTROPY.bytes(32), ByteString.copyFrom(chunks));
        SealedEnvelope envelope = SEALER.changes(DOCUMENT, batch, SEEN, ENTROPY);
        Opening expected = new Opening.Changes(AUTHOR.id(), DOCUMENT, batch);

        return open(envelope).equals(expected)
                && OPENER.openVerified(envelope.bytes()).equals(expected);
    }

    @Test
    void attack8_everyBitOfAnEnvelopeCounts_ENV5() {
        byte[] bytes = SEALED.bytes().toByteArray();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(OPENER.open(ByteString.copyFrom(bytes), MEMBERS))
                    .as("bit %d", bit)
                    .isInstanceOfAny(Opening.Rejected.class, Opening.Unreadable.class);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void attack9_everyCutEnvelopeIsRefused_ENV5() {
        for (int length = 0; length < SEALED.bytes().size(); length++) {
            assertThat(OPENER.open(SEALED.bytes().substring(0, length), MEMBERS))
                    .isInstanceOfAny(Opening.Rejected.class, Opening.Unreadable.class);
        }
    }

    @Test
    void bytesBesideTheSignatureAreRefused_SIG3() throws Exception {
        ByteString more = ByteString.copyFrom(new byte[] {(15 << 3), 7});
        Envelope envelope = Envelope.parseFrom(SEALED.bytes());
        ByteString twice = SEALED.bytes()
                .concat(Envelope.newBuilder().setCt(envelope.getCt()).build().toByteString());
        Envelope inner = envelope.toBuilder()
                .setHeader(Signed.parseFrom(envelope.getHeader().toByteString().concat(more)))
                .build();

        assertThat(OPENER.open(SEALED.bytes().concat(more), MEMBERS)).isInstanceOf(Opening.Unreadable.class);
        assertThat(OPENER.open(twice, MEMBERS)).isInstanceOf(Opening.Unreadable.class);
        assertThat(OPENER.open(inner.toByteString(), MEMBERS)).isInstanceOf(Opening.Unreadable.class);
    }

    @Test
    void reorderedEnvelopeIsRefused_SIG3() throws Exception {
        Envelope envelope = Envelope.parseFrom(SEALED.bytes());
        ByteString header = envelope.toBuilder().clearCt().build().toByteString();
        ByteString ct = envelope.toBuilder().clearHeader().build().toByteString();

        assertThat(header.concat(ct)).isEqualTo(SEALED.bytes());
        assertThat(Envelope.parseFrom(ct.concat(header))).isEqualTo(envelope);
        assertThat(OPENER.open(ct.concat(header), MEMBERS)).isInstanceOf(Opening.Unreadable.class);
    }

    @Test
    void changeIdIsTheSameWhoeverSealsAndSaltIsNever_ENV3() {
        SealedEnvelope again = SEALER.changes(DOCUMENT, BATCH, HeadRef.getDefaultInstance(), ENTROPY);

        assertThat(again.itemId()).isEqualTo(SEALED.itemId());
        assertThat(again.itemId()).isEqualTo(WORKSPACE.key().changeId(ACTOR, 4, BATCH.lastHash()));
        assertThat(again.core().getSalt()).isNotEqualTo(SEALED.core().getSalt());
        assertThat(again.bytes()).isNotEqualTo(SEALED.bytes());
    }

    @Test
    void changeIdDependsOnActorSequenceHashAndKey_ENV3() {
        EpochKey key = WORKSPACE.key();
        ItemId id = key.changeId(ACTOR, 4, BATCH.lastHash());

        assertThat(key.changeId(ActorId.of(AUTHOR.id(), ENTROPY.bytes(8)), 4, BATCH.lastHash()))
                .isNotEqualTo(id);
        assertThat(key.changeId(ACTOR, 5, BATCH.lastHash())).isNotEqualTo(id);
        assertThat(key.changeId(ACTOR, 4, ENTROPY.bytes(32))).isNotEqualTo(id);
        assertThat(EpochKey.generate(0, ENTROPY).changeId(ACTOR, 4, BATCH.lastHash()))
                .isNotEqualTo(id);
    }

    @Test
    void attack11_twoSealingsNeverShareTheirCiphertext_ENV4() {
        Set<ByteString> ciphertexts = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(ciphertexts.add(ciphertext(SEALER.changes(DOCUMENT, BATCH, SEEN, ENTROPY))))
                    .isTrue();
        }
    }

    /** Salt repeated by a broken source of randomness: the key still differs where anything else in the core does. */
    @Test
    void attack11_repeatedSaltInAnotherCoreIsAnotherKey_ENV4() {
        Entropy broken = out -> Arrays.fill(out, (byte) 7);
        DocumentId other = new DocumentId(ENTROPY.bytes(16));

        assertThat(ciphertext(SEALER.changes(DOCUMENT, BATCH, SEEN, broken)))
                .isNotEqualTo(ciphertext(SEALER.changes(other, BATCH, SEEN, broken)));
    }

    private static ByteString ciphertext(SealedEnvelope envelope) {
        try {
            return Envelope.parseFrom(envelope.bytes()).getCt();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void relayReadsWhatIsReadable_ENV2() {
        assertThat(SealedEnvelope.read(SEALED.bytes())).isInstanceOfSatisfying(SealedEnvelope.Read.class, read -> {
            SealedEnvelope envelope = read.envelope();
            assertThat(envelope.device()).isEqualTo(AUTHOR.id());
            assertThat(envelope.workspace()).isEqualTo(MEMBERS.workspace());
            assertThat(envelope.document()).isEqualTo(DOCUMENT);
            assertThat(envelope.itemId()).isEqualTo(SEALED.itemId());
            assertThat(envelope.core().getSeen()).isEqualTo(SEEN);
            assertThat(envelope.core().getEpoch()).isZero();
            assertThat(envelope.bytes()).isEqualTo(SEALED.bytes());
            assertThat(envelope.hashMatches()).isTrue();
            assertThat(envelope.isSignedBy(AUTHOR.signing().verifyKey())).isTrue();
            assertThat(envelope.isSignedBy(WORKSPACE.relay().verifyKey())).isFalse();
        });
    }

    @Test
    void readableBytesHoldNothingOfThePlaintext_ENV4() {
        ChangeBatch batch =
                new ChangeBatch(ACTOR, 1, 1, ENTROPY.bytes(32), ByteString.copyFromUtf8("a secret card title"));
        String all = Hex.encode(SEALER.changes(DOCUMENT, batch, SEEN, ENTROPY).bytes());

        assertThat(all)
                .doesNotContain(Hex.encode(batch.chunks()))
                .doesNotContain(Hex.encode(batch.lastHash()))
                .doesNotContain(Hex.encode(ACTOR.bytes()));
    }

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
        ItemId id = WORKSPACE.key().changeId(foreign, BATCH.lastSeq(), BATCH.lastHash());

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

    @Test
    void kindsOfALaterVersionAreKeptAndNotApplied_ENV7() {
        for (EnvelopeKind kind : List.of(EnvelopeKind.ENVELOPE_KIND_SNAPSHOT, EnvelopeKind.ENVELOPE_KIND_STATEMENT)) {
            assertThat(open(sealed(core -> core.setKind(kind), ByteString.EMPTY)))
                    .isEqualTo(new Opening.UnknownKind(AUTHOR.id(), DOCUMENT, kind.getNumber()));
        }
        assertThat(open(sealed(core -> core.setKindValue(99), ByteString.EMPTY)))
                .isEqualTo(new Opening.UnknownKind(AUTHOR.id(), DOCUMENT, 99));
    }

    @Test
    void presenceOpensForMembers_ENV8() {
        ByteString here = ByteString.copyFromUtf8("here");
        SealedEnvelope presence = SEALER.presence(DOCUMENT, here, HeadRef.getDefaultInstance(), ENTROPY);

        assertThat(open(presence)).isEqualTo(new Opening.Presence(AUTHOR.id(), DOCUMENT, here));
        assertThat(presence.itemId().hex()).isEqualTo("0".repeat(64));
    }

    @Test
    void nothingOfAnotherActorIsSealed_ENV1() {
        ActorId foreign = ActorId.of(DeviceKeys.generate(ENTROPY).id(), ENTROPY.bytes(8));
        ChangeBatch batch = new ChangeBatch(foreign, 1, 1, ENTROPY.bytes(32), ByteString.copyFromUtf8("x"));

        assertThatThrownBy(() -> SEALER.changes(DOCUMENT, batch, SEEN, ENTROPY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void batchesThatAreNoneAreNotMade_ENV1() {
        ByteString hash = ENTROPY.bytes(32);
        ByteString chunks = ByteString.copyFromUtf8("x");

        assertThatThrownBy(() -> new ChangeBatch(ACTOR, 0, 1, hash, chunks))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChangeBatch(ACTOR, 2, 1, hash, chunks))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChangeBatch(ACTOR, 1, 1, chunks, chunks))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChangeBatch(ACTOR, 1, 1, hash, ByteString.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
