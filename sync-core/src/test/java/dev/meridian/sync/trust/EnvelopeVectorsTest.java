package dev.meridian.sync.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Changes;
import dev.meridian.proto.v1.Core;
import dev.meridian.proto.v1.Envelope;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Envelopes as proto/vectors/envelope.json has them: one that opens, and one for each way not to. */
final class EnvelopeVectorsTest {
    private final SeededEntropy entropy = new SeededEntropy("envelope vectors");
    private final ByteString signingSeed = entropy.bytes(32);
    private final DeviceKeys author = DeviceKeys.fromSeeds(signingSeed, entropy.bytes(32));
    private final Genesis genesis =
            Genesis.create(author, SigningKey.generate(entropy).verifyKey(), entropy);
    private final Membership members = ((Membership.Accepted)
                    Membership.none(genesis.workspace()).apply(genesis.record().item(), 1))
            .next();
    private final ByteString secret = entropy.bytes(32);
    private final EpochKey key = EpochKey.of(0, secret);
    private final ActorId actor = ActorId.of(author.id(), entropy.bytes(8));
    private final ChangeBatch batch =
            new ChangeBatch(actor, 41, 42, entropy.bytes(32), ByteString.copyFromUtf8("chunks of two changes"));
    private final SealedEnvelope sealed = new EnvelopeSealer(genesis.workspace(), author, key)
            .changes(
                    new DocumentId(entropy.bytes(16)),
                    batch,
                    HeadRef.newBuilder()
                            .setGen(1_790_000_000_000L)
                            .setPos(5)
                            .setChain(entropy.bytes(32))
                            .build(),
                    entropy);

    private static String hex(ByteString bytes) {
        return Hex.encode(bytes);
    }

    @Test
    void envelopesAreThoseOfTheVectors_ENV1() throws Exception {
        ObjectNode file = VectorFile.object();
        file.put(
                "about",
                "An envelope with every step of its sealing, and items that are rejected, each for its fault.");
        Core core = sealed.core();
        Envelope envelope = Envelope.parseFrom(sealed.bytes());
        ByteString coreBytes = core.toByteString();
        ByteString envelopeKey = key.envelopeKey(coreBytes, core.getSalt());
        file.put("author_signing_seed", hex(signingSeed));
        file.put("author_signing_key", hex(author.publicKeys().signing().bytes()));
        file.put("ws", genesis.workspace().hex());
        file.put("epoch_secret", hex(secret));
        ObjectNode changes = file.putObject("changes");
        changes.put("doc", sealed.document().hex());
        changes.put("actor", actor.hex());
        changes.put("first_seq", batch.firstSeq());
        changes.put("last_seq", batch.lastSeq());
        changes.put("last_hash", hex(batch.lastHash()));
        changes.put("chunks", hex(batch.chunks()));
        file.put("change_id", sealed.itemId().hex());
        file.put("salt", hex(core.getSalt()));
        file.put("core", hex(coreBytes));
        file.put("envelope_key", hex(envelopeKey));
        file.put(
                "plaintext",
                hex(AesGcm.open(envelopeKey, envelope.getCt(), coreBytes).orElseThrow()));
        file.put("ct", hex(envelope.getCt()));
        file.put("header", hex(envelope.getHeader().getBody()));
        file.put("sig", hex(envelope.getHeader().getSig()));
        file.put("envelope", hex(sealed.bytes()));
        for (ByteString item : rejectedItems()) {
            ObjectNode node = file.withArray("rejected").addObject();
            node.put("fault", fault(item));
            node.put("item", hex(item));
        }
        new VectorFile("envelope.json").holds(file);
    }

    private String fault(ByteString item) {
        return switch (new EnvelopeOpener(genesis.workspace(), List.of(key)).open(item, members)) {
            case Opening.Rejected rejected -> rejected.fault().name();
            case Opening.Unreadable unreadable -> "UNREADABLE";
            case Opening opened -> throw new AssertionError(opened);
        };
    }

    private List<ByteString> rejectedItems() throws Exception {
        Envelope good = Envelope.parseFrom(sealed.bytes());
        Envelope.Builder badSignature = good.toBuilder();
        badSignature.getHeaderBuilder().setSig(ByteString.copyFrom(new byte[64]));
        DeviceKeys ghost = DeviceKeys.generate(entropy);
        Core core = sealed.core();
        ByteString plaintext = sealed.plaintext(key).orElseThrow();
        ActorId foreign = ActorId.of(ghost.id(), entropy.bytes(8));
        return List.of(
                sealed.bytes().substring(1),
                sealed.bytes().concat(ByteString.copyFrom(new byte[] {(15 << 3), 7})),
                sealed(core.toBuilder().setWs(entropy.bytes(32)), plaintext),
                SealedEnvelope.seal(
                                core.toBuilder().setDevice(ghost.id().bytes()).build(), plaintext, key, ghost.signing())
                        .bytes(),
                badSignature.build().toByteString(),
                good.toBuilder()
                        .setCt(entropy.bytes(good.getCt().size()))
                        .build()
                        .toByteString(),
                sealed(core.toBuilder().setEpoch(1), plaintext),
                SealedEnvelope.seal(core, plaintext, EpochKey.generate(0, entropy), author.signing())
                        .bytes(),
                sealed(core.toBuilder().setChangeId(entropy.bytes(32)), plaintext),
                sealed(core.toBuilder(), withActor(plaintext, foreign)),
                sealed(core.toBuilder(), ByteString.copyFromUtf8("no changes")),
                sealed(core.toBuilder().clearSalt(), plaintext));
    }

    private static ByteString withActor(ByteString plaintext, ActorId actor) throws Exception {
        return Changes.parseFrom(plaintext).toBuilder()
                .setActor(actor.bytes())
                .build()
                .toByteString();
    }

    private ByteString sealed(Core.Builder core, ByteString plaintext) {
        return SealedEnvelope.seal(core.build(), plaintext, key, author.signing())
                .bytes();
    }
}
