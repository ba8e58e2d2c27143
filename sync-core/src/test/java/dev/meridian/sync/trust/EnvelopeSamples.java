package dev.meridian.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Changes;
import dev.meridian.proto.v1.Core;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.trust.Opening.Fault;
import java.util.List;
import java.util.function.Consumer;

/** An envelope of an owner, and what the tests of envelopes ask of it. */
final class EnvelopeSamples {
    private EnvelopeSamples() {}

    static final SeededEntropy ENTROPY = new SeededEntropy("envelope");
    static final Founded WORKSPACE = Founded.workspace("workspace");
    static final Membership MEMBERS = WORKSPACE.members();
    static final DeviceKeys AUTHOR = WORKSPACE.owner();
    static final ActorId ACTOR = ActorId.of(AUTHOR.id(), ENTROPY.bytes(8));
    static final DocumentId DOCUMENT = new DocumentId(ENTROPY.bytes(16));
    static final HeadRef SEEN =
            HeadRef.newBuilder().setGen(1).setPos(5).setChain(ENTROPY.bytes(32)).build();
    static final ChangeBatch BATCH =
            new ChangeBatch(ACTOR, 3, 4, ENTROPY.bytes(32), ByteString.copyFromUtf8("two chunks"));

    static final EnvelopeSealer SEALER = new EnvelopeSealer(MEMBERS.workspace(), AUTHOR, WORKSPACE.key());
    static final EnvelopeOpener OPENER =
            new EnvelopeOpener(MEMBERS.workspace(), List.of(WORKSPACE.key(), EpochKey.generate(9, ENTROPY)));
    static final SealedEnvelope SEALED = SEALER.changes(DOCUMENT, BATCH, SEEN, ENTROPY);

    static Opening open(SealedEnvelope envelope) {
        return OPENER.open(envelope.bytes(), MEMBERS);
    }

    static void assertRejected(Opening opening, Fault fault, DeviceId author) {
        assertThat(opening).isInstanceOfSatisfying(Opening.Rejected.class, rejected -> {
            assertThat(rejected.fault()).as(rejected.reason()).isEqualTo(fault);
            assertThat(rejected.author()).isEqualTo(author);
            assertThat(rejected.reason()).isNotBlank();
        });
    }

    static void assertRejected(SealedEnvelope envelope, Fault fault) {
        assertRejected(open(envelope), fault, AUTHOR.id());
    }

    /** Properly sealed and signed by the author, whatever core and plaintext say. */
    static SealedEnvelope sealed(Consumer<Core.Builder> change, ByteString plaintext) {
        Core.Builder core = SEALED.core().toBuilder();
        change.accept(core);
        return SealedEnvelope.seal(core.build(), plaintext, WORKSPACE.key(), AUTHOR.signing());
    }

    static Changes.Builder plaintext() {
        return Changes.newBuilder()
                .setActor(ACTOR.bytes())
                .setFirstSeq(BATCH.firstSeq())
                .setLastSeq(BATCH.lastSeq())
                .setLastHash(BATCH.lastHash())
                .setChunks(BATCH.chunks());
    }
}
