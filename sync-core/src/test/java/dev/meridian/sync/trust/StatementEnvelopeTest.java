package dev.meridian.sync.trust;

import static dev.meridian.sync.trust.EnvelopeSamples.AUTHOR;
import static dev.meridian.sync.trust.EnvelopeSamples.DOCUMENT;
import static dev.meridian.sync.trust.EnvelopeSamples.ENTROPY;
import static dev.meridian.sync.trust.EnvelopeSamples.SEALER;
import static dev.meridian.sync.trust.EnvelopeSamples.SEEN;
import static dev.meridian.sync.trust.EnvelopeSamples.assertRejected;
import static dev.meridian.sync.trust.EnvelopeSamples.open;
import static dev.meridian.sync.trust.EnvelopeSamples.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Envelope;
import dev.meridian.proto.v1.EnvelopeKind;
import dev.meridian.proto.v1.Nothing;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Signed;
import dev.meridian.proto.v1.Statement;
import org.junit.jupiter.api.Test;

/** Statements as entries of their own. */
class StatementEnvelopeTest {

    private static Statement consent() {
        return Statement.newBuilder()
                .setId(ENTROPY.bytes(16))
                .setDecision(DOCUMENT.bytes())
                .addHeads(ENTROPY.bytes(32))
                .setClaimedMs(1_000)
                .setConsent(Nothing.getDefaultInstance())
                .build();
    }

    @Test
    void aStatementOpensAsItWasSaid_ENV20() {
        Statement consent = consent();
        SealedEnvelope envelope = SEALER.statement(consent, SEEN, ENTROPY);

        assertThat(open(envelope)).isInstanceOfSatisfying(Opening.Stated.class, stated -> {
            assertThat(stated.author()).isEqualTo(AUTHOR.id());
            assertThat(stated.document()).isEqualTo(DOCUMENT);
            assertThat(stated.seen()).isEqualTo(SEEN);
            assertThat(stated.statement().toBuilder().clearPad().build()).isEqualTo(consent);
        });
    }

    @Test
    void itsChangeIdFollowsFromItsRandomId_ENV20() {
        Statement consent = consent();

        assertThat(SEALER.statement(consent, SEEN, ENTROPY).itemId())
                .isEqualTo(SEALER.statement(consent, SEEN, ENTROPY).itemId())
                .isNotEqualTo(SEALER.statement(consent(), SEEN, ENTROPY).itemId());
    }

    @Test
    void attack59_aStatementUnderAnotherChangeIdIsRejected_ENV20() {
        ByteString statement = consent().toByteString();

        assertRejected(
                sealed(core -> core.setKind(EnvelopeKind.ENVELOPE_KIND_STATEMENT), statement),
                Opening.Fault.CHANGE_ID_MISMATCH);
    }

    @Test
    void attack68_nobodyStatesAsAnother_ENV6() throws Exception {
        Founded.Joined joined = EnvelopeSamples.WORKSPACE.join(Role.ROLE_EDITOR);
        Envelope own =
                Envelope.parseFrom(SEALER.statement(consent(), SEEN, ENTROPY).bytes());

        // The newcomer signs what names the owner's device as its author, and says that the owner signed it.
        Signed header = own.getHeader();
        Signed signed = joined.newcomer().signing().signed(SignatureType.ENVELOPE, header.getBody());
        Signed claimed = signed.toBuilder().setDevice(header.getDevice()).build();

        assertThat(openAmong(
                        joined.workspace().members(),
                        own.toBuilder().setHeader(signed).build()))
                .isInstanceOf(Opening.Rejected.class);
        assertThat(openAmong(
                        joined.workspace().members(),
                        own.toBuilder().setHeader(claimed).build()))
                .isInstanceOfSatisfying(
                        Opening.Rejected.class,
                        rejected -> assertThat(rejected.fault()).isEqualTo(Opening.Fault.BAD_SIGNATURE));
    }

    private static Opening openAmong(Membership members, Envelope envelope) {
        return EnvelopeSamples.OPENER.open(envelope.toByteString(), members);
    }

    @Test
    void aStatementOfAnotherDecisionThanItsDocumentIsRejected_ENV20() {
        Statement other = consent().toBuilder().setDecision(ENTROPY.bytes(16)).build();

        assertRejected(
                sealed(core -> core.setKind(EnvelopeKind.ENVELOPE_KIND_STATEMENT), other.toByteString()),
                Opening.Fault.MALFORMED);
    }
}
