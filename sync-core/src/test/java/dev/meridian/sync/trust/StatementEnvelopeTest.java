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
import dev.meridian.proto.v1.EnvelopeKind;
import dev.meridian.proto.v1.Nothing;
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
    void aStatementOfAnotherDecisionThanItsDocumentIsRejected_ENV20() {
        Statement other = consent().toBuilder().setDecision(ENTROPY.bytes(16)).build();

        assertRejected(
                sealed(core -> core.setKind(EnvelopeKind.ENVELOPE_KIND_STATEMENT), other.toByteString()),
                Opening.Fault.MALFORMED);
    }
}
