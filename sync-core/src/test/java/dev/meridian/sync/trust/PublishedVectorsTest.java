package dev.meridian.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.trust.PublishedVectors.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

/** Attack 1: every test of the published vectors, and where they leave a choice, ours. */
final class PublishedVectorsTest {
    private static final ByteString NOTHING = ByteString.EMPTY;

    @Test
    void attack1_everyEd25519SignatureIsJudgedAsPublished_SIG4() throws Exception {
        List<Case> cases = PublishedVectors.wycheproof("ed25519_test.json").toList();
        assertThat(cases).hasSizeGreaterThan(100);
        for (Case each : cases) {
            ByteString key = Hex.decode(each.group().get("publicKey").get("pk").asText());
            assertThat(verifies(key, each.bytes("msg"), each.bytes("sig")))
                    .as(each.toString())
                    .isEqualTo(each.isValid());
        }
    }

    /**
     * The twelve cases of "Taming the many EdDSAs" (Chalkias, Garillot, Nikolaenko, SSR 2020), on which implementations
     * disagree. None is accepted here: the keys of 6 and 7 are clean, but S is not below L; no other key may be enrolled.
     */
    @Test
    void attack2_disputedSignaturesAreJudgedAsDocumented_SIG4() throws Exception {
        List<Integer> accepted = new ArrayList<>();
        List<Integer> enrolled = new ArrayList<>();
        JsonNode cases = PublishedVectors.speccheck();
        for (int i = 0; i < cases.size(); i++) {
            ByteString key = hex(cases.get(i), "pub_key");
            if (VerifyKey.of(key).isPresent()) {
                enrolled.add(i);
            }
            if (verifies(key, hex(cases.get(i), "message"), hex(cases.get(i), "signature"))) {
                accepted.add(i);
            }
        }
        assertThat(cases).hasSize(12);
        assertThat(enrolled).containsExactly(6, 7);
        assertThat(accepted).isEmpty();
    }

    // The key without our type prefix: the vectors sign bare messages.
    private static boolean verifies(ByteString key, ByteString message, ByteString signature) {
        Optional<VerifyKey> enrolled = VerifyKey.of(key);
        return enrolled.isPresent() && enrolled.get().verifiesBare(message.toByteArray(), signature);
    }

    @Test
    void attack1_everyX25519AgreementIsAsPublishedAndUnfitKeysAreNotEnrolled_KEY2() throws Exception {
        List<Case> cases = PublishedVectors.wycheproof("x25519_test.json").toList();
        assertThat(cases).hasSizeGreaterThan(500);
        for (Case each : cases) {
            byte[] shared = new byte[32];
            boolean agreed = X25519.calculateAgreement(
                    each.bytes("private").toByteArray(), 0, each.bytes("public").toByteArray(), 0, shared, 0);
            assertThat(ByteString.copyFrom(shared)).as(each.toString()).isEqualTo(each.bytes("shared"));
            assertThat(agreed).as(each.toString()).isEqualTo(!each.hasFlag("ZeroSharedSecret"));

            boolean unfit = each.hasFlag("ZeroSharedSecret")
                    || each.hasFlag("LowOrderPublic")
                    || each.hasFlag("NonCanonicalPublic");
            assertThat(WrappingKey.fits(each.bytes("public")))
                    .as(each.toString())
                    .isEqualTo(!unfit);
        }
    }

    @Test
    void attack1_everyAesGcmCiphertextOpensAsPublished_ENV4() throws Exception {
        List<Case> cases = PublishedVectors.wycheproof("aes_gcm_test.json").toList();
        assertThat(cases).hasSizeGreaterThan(300);
        for (Case each : cases) {
            byte[] nonce = each.bytes("iv").toByteArray();
            ByteString sealed = each.bytes("ct").concat(each.bytes("tag"));
            if (nonce.length == 0) {
                assertThatThrownBy(() -> AesGcm.open(each.bytes("key"), nonce, sealed, each.bytes("aad")))
                        .as(each.toString())
                        .isInstanceOf(IllegalStateException.class);
                continue;
            }
            Optional<ByteString> expected = each.isValid() ? Optional.of(each.bytes("msg")) : Optional.empty();
            assertThat(AesGcm.open(each.bytes("key"), nonce, sealed, each.bytes("aad")))
                    .as(each.toString())
                    .isEqualTo(expected);
        }
    }

    @Test
    void attack1_everyHkdfOutputIsAsPublished_ENV4() throws Exception {
        List<Case> cases = PublishedVectors.wycheproof("hkdf_sha256_test.json").toList();
        assertThat(cases).hasSizeGreaterThan(80);
        for (Case each : cases) {
            int size = each.test().get("size").asInt();
            if (each.isValid()) {
                assertThat(Hkdf.derive(each.bytes("ikm"), each.bytes("salt"), each.bytes("info"), size))
                        .as(each.toString())
                        .isEqualTo(each.bytes("okm"));
            } else {
                assertThatThrownBy(() -> Hkdf.derive(each.bytes("ikm"), each.bytes("salt"), each.bytes("info"), size))
                        .as(each.toString())
                        .isInstanceOf(RuntimeException.class);
            }
        }
    }

    @Test
    void attack1_everyHmacTagIsJudgedAsPublished_ENV3() throws Exception {
        List<Case> cases = PublishedVectors.wycheproof("hmac_sha256_test.json").toList();
        assertThat(cases).hasSizeGreaterThan(150);
        for (Case each : cases) {
            ByteString tag = each.bytes("tag");
            ByteString computed = Hkdf.hmac(each.bytes("key"), each.bytes("msg"));
            assertThat(computed.substring(0, tag.size()).equals(tag))
                    .as(each.toString())
                    .isEqualTo(each.isValid());
        }
    }

    @Test
    void samplesOfTheStandardsHoldWithoutAnyData() {
        byte[] seed = Hex.decode("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
                .toByteArray();
        byte[] publicKey = new byte[32];
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
        assertThat(Hex.encode(ByteString.copyFrom(publicKey)))
                .as("RFC 8032, 7.1, test 1")
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(verifies(
                        ByteString.copyFrom(publicKey),
                        NOTHING,
                        Hex.decode(
                                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39"
                                        + "701cf9b46bd25bf5f0595bbe24655141438e7a100b")))
                .as("RFC 8032, 7.1, test 1")
                .isTrue();

        byte[] shared = new byte[32];
        X25519.calculateAgreement(
                Hex.decode("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4")
                        .toByteArray(),
                0,
                Hex.decode("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")
                        .toByteArray(),
                0,
                shared,
                0);
        assertThat(Hex.encode(ByteString.copyFrom(shared)))
                .as("RFC 7748, 5.2, test 1")
                .isEqualTo("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");

        ByteString zeros = ByteString.copyFrom(new byte[32]);
        assertThat(Hex.encode(AesGcm.seal(zeros, zeros.substring(16), NOTHING)))
                .as("McGrew and Viega, GCM, test case 14")
                .isEqualTo("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");

        assertThat(Hex.encode(Hkdf.hmac(
                        ByteString.copyFromUtf8("Jefe"), ByteString.copyFromUtf8("what do ya want for nothing?"))))
                .as("RFC 4231, test case 2")
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");

        assertThat(Hex.encode(Hkdf.derive(
                        Hex.decode("0b".repeat(22)),
                        Hex.decode("000102030405060708090a0b0c"),
                        Hex.decode("f0f1f2f3f4f5f6f7f8f9"),
                        42)))
                .as("RFC 5869, A.1")
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }

    private static ByteString hex(JsonNode node, String field) {
        return Hex.decode(node.get(field).asText());
    }
}
