package dev.meridian.sync.trust;

import static dev.meridian.sync.trust.EnvelopeSamples.ACTOR;
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
import static dev.meridian.sync.trust.EnvelopeSamples.open;
import static dev.meridian.sync.trust.EnvelopeSamples.sealed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Envelope;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.id.ItemId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class EnvelopeTest {
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
        assertThat(again.itemId()).isEqualTo(WORKSPACE.key().changeId(DOCUMENT, ACTOR, 4, BATCH.lastHash()));
        assertThat(again.core().getSalt()).isNotEqualTo(SEALED.core().getSalt());
        assertThat(again.bytes()).isNotEqualTo(SEALED.bytes());
    }

    @Test
    void changeIdDependsOnDocumentActorSequenceHashAndKey_ENV3() {
        EpochKey key = WORKSPACE.key();
        ItemId id = key.changeId(DOCUMENT, ACTOR, 4, BATCH.lastHash());

        assertThat(key.changeId(DOCUMENT, ActorId.of(AUTHOR.id(), ENTROPY.bytes(8)), 4, BATCH.lastHash()))
                .isNotEqualTo(id);
        assertThat(key.changeId(DocumentId.TEAM, ACTOR, 4, BATCH.lastHash())).isNotEqualTo(id);
        assertThat(key.changeId(DOCUMENT, ACTOR, 5, BATCH.lastHash())).isNotEqualTo(id);
        assertThat(key.changeId(DOCUMENT, ACTOR, 4, ENTROPY.bytes(32))).isNotEqualTo(id);
        assertThat(EpochKey.generate(0, ENTROPY).changeId(DOCUMENT, ACTOR, 4, BATCH.lastHash()))
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
    void kindsOfALaterVersionAreKeptAndNotApplied_ENV7() {
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
