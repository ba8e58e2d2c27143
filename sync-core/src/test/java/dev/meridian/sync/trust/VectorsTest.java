package dev.meridian.sync.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.log.SignedHeads;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys, signatures, log, login and links as proto/vectors has them; envelopes and members are in their own tests. */
final class VectorsTest {
    private final SeededEntropy entropy = new SeededEntropy("vectors");

    private static String hex(ByteString bytes) {
        return Hex.encode(bytes);
    }

    @Test
    void keysAreThoseOfTheVectors_KEY4() throws IOException {
        ObjectNode file = VectorFile.object();
        file.put("about", "Seeds, and the keys and ids that come of them.");
        ByteString signingSeed = entropy.bytes(32);
        ByteString wrappingSeed = entropy.bytes(32);
        DeviceKeys device = DeviceKeys.fromSeeds(signingSeed, wrappingSeed);
        ObjectNode deviceNode = file.putObject("device");
        deviceNode.put("signing_seed", hex(signingSeed));
        deviceNode.put("wrapping_seed", hex(wrappingSeed));
        putKeys(deviceNode, device);

        ByteString inviteSeed = entropy.bytes(32);
        ObjectNode inviteNode = file.putObject("invite");
        inviteNode.put("seed", hex(inviteSeed));
        putKeys(inviteNode, DeviceKeys.ofInvite(inviteSeed));

        ByteString secret = entropy.bytes(32);
        EpochKey key = EpochKey.of(7, secret);
        ObjectNode keyNode = file.putObject("epoch_key");
        keyNode.put("epoch", 7);
        keyNode.put("secret", hex(secret));
        keyNode.put("content", hex(key.derive(EpochKey.Label.CONTENT)));
        keyNode.put("id", hex(key.derive(EpochKey.Label.ID)));
        keyNode.put("meta", hex(key.derive(EpochKey.Label.META)));
        keyNode.put("commit", hex(key.commit()));

        ByteString context = entropy.bytes(32);
        ByteString ephemeral = entropy.bytes(32);
        Hpke.Sealed sealed = Hpke.seal(
                device.publicKeys().wrapping(), EpochKey.wrapInfo(7, device.id(), context), secret, ephemeral);
        ObjectNode wrap = file.putObject("wrap");
        wrap.put("about", "epoch_key sealed to device by HPKE, with this ephemeral private key");
        wrap.put("context", hex(context));
        wrap.put("info", hex(EpochKey.wrapInfo(7, device.id(), context)));
        wrap.put("ephemeral_private_key", hex(ephemeral));
        wrap.put("enc", hex(sealed.enc()));
        wrap.put("ct", hex(sealed.ct()));

        new VectorFile("keys.json").holds(file);
    }

    private static void putKeys(ObjectNode node, DeviceKeys keys) {
        node.put("signing_key", hex(keys.publicKeys().signing().bytes()));
        node.put("wrapping_key", hex(keys.publicKeys().wrapping().bytes()));
        node.put("id", keys.id().hex());
    }

    @Test
    void signaturesAreThoseOfTheVectors_SIG4() throws IOException {
        ObjectNode file = VectorFile.object();
        file.put(
                "about",
                "Signatures over \"meridian/1/<type>\\0\" || body; then the edges on which libraries disagree.");
        ByteString seed = entropy.bytes(32);
        SigningKey key = SigningKey.fromSeed(seed);
        ByteString body = ByteString.copyFromUtf8("a body");
        file.put("seed", hex(seed));
        file.put("signing_key", hex(key.verifyKey().bytes()));
        file.put("body", hex(body));
        ObjectNode byType = file.putObject("signatures");
        for (SignatureType type : SignatureType.values()) {
            byType.put(type.typeName(), hex(key.sign(type, body)));
        }

        ObjectNode torsion = file.putObject("torsion_in_r");
        BigInteger secret = new BigInteger("123456789012345678901234567890");
        byte[] message = "torsion".getBytes(StandardCharsets.US_ASCII);
        torsion.put("about", "bare Ed25519 over message, without a prefix; every one is accepted");
        torsion.put("signing_key", hex(TorsionPoint.BASE.times(secret).encoded()));
        torsion.put("message", hex(ByteString.copyFrom(message)));
        for (TorsionPoint point : TorsionPoint.ofSmallOrder()) {
            torsion.withArray("signatures").add(hex(point.sign(secret, secret.shiftLeft(7), message)));
        }

        ObjectNode refused = file.putObject("keys_never_enrolled");
        for (TorsionPoint point : TorsionPoint.ofSmallOrder()) {
            refused.withArray("small_order").add(hex(point.encoded()));
            refused.withArray("mixed_order")
                    .add(hex(TorsionPoint.BASE.times(secret).plus(point).encoded()));
        }
        new VectorFile("signatures.json").holds(file);
    }

    @Test
    void logIsThatOfTheVectors_LOG3() throws IOException {
        ObjectNode file = VectorFile.object();
        file.put("about", "Entries, the chain after each, and the head that the relay signs after the last.");
        ByteString relaySeed = entropy.bytes(32);
        SigningKey relay = SigningKey.fromSeed(relaySeed);
        ByteString item = entropy.bytes(20);
        List<LogEntry> entries = List.of(
                LogEntry.member(1, 1_790_000_000_000L, item),
                LogEntry.envelope(2, 1_790_000_000_000L, item, new DocumentId(entropy.bytes(16))),
                LogEntry.tick(3, 1_790_000_000_250L));
        file.put("item", hex(item));
        ByteString chain = Chain.ZERO;
        for (LogEntry entry : entries) {
            chain = Chain.next(chain, entry.bytes());
            ObjectNode node = file.withArray("entries").addObject();
            node.put("pos", entry.pos());
            node.put("relay_ms", entry.relayMillis());
            node.put("kind", entry.kind().name());
            node.put("item_sha256", hex(entry.itemSha256()));
            node.put("doc", entry.document().map(DocumentId::hex).orElse(""));
            node.put("bytes", hex(entry.bytes()));
            node.put("chain", hex(chain));
        }
        LogHead head = new LogHead(
                new WorkspaceId(entropy.bytes(32)),
                1_790_000_000_000L,
                3,
                1_790_000_000_250L,
                chain,
                new ItemId(entropy.bytes(32)));
        ObjectNode node = file.putObject("head");
        node.put("relay_seed", hex(relaySeed));
        node.put("relay_key", hex(relay.verifyKey().bytes()));
        node.put("ws", head.workspace().hex());
        node.put("gen", head.gen());
        node.put("members", head.members().hex());
        node.put("bytes", hex(SignedHeads.sign(head, relay).getHead()));
        node.put("relay_sig", hex(SignedHeads.sign(head, relay).getRelaySig()));
        new VectorFile("log.json").holds(file);
    }

    @Test
    void loginIsThatOfTheVectors_LOGIN1() throws IOException {
        ByteString deviceSeed = entropy.bytes(32);
        SigningKey device = SigningKey.fromSeed(deviceSeed);
        LoginProofs.Terms terms = new LoginProofs.Terms(
                new WorkspaceId(entropy.bytes(32)),
                "relay.example:443",
                SigningKey.generate(entropy).verifyKey(),
                entropy.bytes(32),
                entropy.bytes(32));
        Signed proof = LoginProofs.prove(device, terms).getProof();
        ObjectNode file = VectorFile.object();
        file.put("about", "The one encoding of a login proof, and its signature.");
        file.put("device_seed", hex(deviceSeed));
        file.put("ws", terms.workspace().hex());
        file.put("host", terms.host());
        file.put("relay_key", hex(terms.relayKey().bytes()));
        file.put("client_nonce", hex(terms.clientNonce()));
        file.put("relay_nonce", hex(terms.relayNonce()));
        file.put("proof", hex(proof.getBody()));
        file.put("device", hex(proof.getDevice()));
        file.put("sig", hex(proof.getSig()));
        new VectorFile("login.json").holds(file);
    }

    @Test
    void linksAreThoseOfTheVectors_LINK1() throws IOException {
        ByteString relayKey = SigningKey.generate(entropy).verifyKey().bytes();
        InviteLink link = new InviteLink(
                true,
                "relay.example",
                443,
                new WorkspaceId(entropy.bytes(32)),
                Sha256.of(relayKey),
                entropy.bytes(32),
                entropy.bytes(32));
        ObjectNode file = VectorFile.object();
        file.put(
                "about", "An invite link at three addresses, and texts that are none, with the reason a person reads.");
        file.put("ws", link.workspace().hex());
        file.put("relay_key", hex(relayKey));
        file.put("relay_key_hash", hex(link.relayKeyHash()));
        file.put("chain", hex(link.chain()));
        file.put("seed", hex(link.seed()));
        for (InviteLink each :
                List.of(link, at(link, false, "localhost", 8_080), at(link, true, "[2001:db8::1]", 8_443))) {
            ObjectNode node = file.withArray("links").addObject();
            node.put("secure", each.secure());
            node.put("host", each.host());
            node.put("port", each.port());
            node.put("text", each.format());
        }
        String text = link.format();
        for (String broken : List.of(
                "",
                text.substring(0, text.indexOf('#')),
                text.replace("https:", "ftp:"),
                text.replace("/join", "/"),
                text.replace("relay.example", "relay.example:0"),
                text.replace("relay.example", "relay example"),
                text.replace("#v1", "#v2"),
                text.replace("#v1", "#x"),
                text.substring(0, text.lastIndexOf('.')),
                text.substring(0, text.length() - 5),
                text.substring(0, text.length() - 1) + "*",
                text + ".more")) {
            ObjectNode node = file.withArray("broken").addObject();
            node.put("text", broken);
            node.put("reason", ((InviteLink.Broken) InviteLink.parse(broken)).reason());
        }
        new VectorFile("invite-link.json").holds(file);
    }

    private static InviteLink at(InviteLink link, boolean secure, String host, int port) {
        return new InviteLink(secure, host, port, link.workspace(), link.relayKeyHash(), link.chain(), link.seed());
    }
}
