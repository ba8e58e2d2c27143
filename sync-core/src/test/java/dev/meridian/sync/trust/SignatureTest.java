package dev.meridian.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Device;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.id.Sha256;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SignatureTest {
    private static final SigningKey KEY = SigningKey.generate(new SeededEntropy("key"));
    private static final ByteString BODY = ByteString.copyFromUtf8("a body");

    @Property(tries = 100)
    boolean whatAKeySignsItVerifies_SIG1(@ForAll byte[] body, @ForAll SignatureType type) {
        ByteString bytes = ByteString.copyFrom(body);
        return KEY.verifyKey().verifies(type, bytes, KEY.sign(type, bytes));
    }

    @Test
    void attack10_signatureOfOneTypeIsNoneOfAnother_SIG1() {
        for (SignatureType signed : SignatureType.values()) {
            ByteString signature = KEY.sign(signed, BODY);
            for (SignatureType read : SignatureType.values()) {
                assertThat(KEY.verifyKey().verifies(read, BODY, signature)).isEqualTo(read == signed);
            }
        }
    }

    @Property(tries = 200)
    boolean oneOtherBitOfBodyOrSignatureIsRefused_SIG1(@ForAll @IntRange(max = 64 * 8 - 1) int bit) {
        byte[] signature = KEY.sign(SignatureType.MEMBER, BODY).toByteArray();
        signature[bit / 8] ^= (byte) (1 << bit % 8);
        byte[] body = BODY.toByteArray();
        body[bit / 8 % body.length] ^= (byte) (1 << bit % 8);

        return !KEY.verifyKey().verifies(SignatureType.MEMBER, BODY, ByteString.copyFrom(signature))
                && !KEY.verifyKey()
                        .verifies(
                                SignatureType.MEMBER, ByteString.copyFrom(body), KEY.sign(SignatureType.MEMBER, BODY));
    }

    @Test
    void signatureOfAnotherLengthIsRefused_SIG1() {
        ByteString signature = KEY.sign(SignatureType.MEMBER, BODY);

        assertThat(KEY.verifyKey().verifies(SignatureType.MEMBER, BODY, signature.substring(0, 63)))
                .isFalse();
        assertThat(KEY.verifyKey().verifies(SignatureType.MEMBER, BODY, signature.concat(BODY)))
                .isFalse();
        assertThat(KEY.verifyKey().verifies(SignatureType.MEMBER, BODY, ByteString.EMPTY))
                .isFalse();
    }

    @Test
    void signedNamesItsSignerByTheHashOfTheKey_KEY1() {
        Signed signed = KEY.signed(SignatureType.MEMBER, BODY);

        assertThat(signed.getBody()).isEqualTo(BODY);
        assertThat(signed.getDevice()).isEqualTo(KEY.deviceId().bytes());
        assertThat(KEY.deviceId().bytes())
                .isEqualTo(Sha256.of(KEY.verifyKey().bytes()).substring(0, 16));
        assertThat(KEY.verifyKey().verifies(SignatureType.MEMBER, BODY, signed.getSig()))
                .isTrue();
    }

    /** The choice that a browser must follow: {@code noble} with {@code zip215: false} decides the same. */
    @Test
    void attack3_torsionInRUnderACleanKeyIsJudgedTheSameForEveryMessage_SIG4() {
        BigInteger secret = new BigInteger("123456789012345678901234567890");
        BigInteger nonce = new BigInteger("987654321098765432109876543210");
        VerifyKey key = VerifyKey.of(TorsionPoint.BASE.times(secret).encoded()).orElseThrow();
        List<TorsionPoint> points = TorsionPoint.ofSmallOrder();
        assertThat(points).hasSize(7).doesNotHaveDuplicates();

        for (int i = 0; i < 12; i++) {
            byte[] message = {(byte) i};
            for (TorsionPoint torsion : points) {
                ByteString signature = torsion.sign(secret, nonce, message);
                assertThat(key.verifiesBare(message, signature))
                        .as("message %d, %s", i, torsion)
                        .isTrue();
            }
        }
    }

    @Test
    void attack4_keyOfSmallOrderIsNotEnrolled_KEY2() {
        for (TorsionPoint point : TorsionPoint.ofSmallOrder()) {
            assertThat(VerifyKey.of(point.encoded())).isEmpty();
        }
        ByteString neutral = ByteString.copyFrom(new byte[] {1}).concat(ByteString.copyFrom(new byte[31]));
        assertThat(VerifyKey.of(neutral)).isEmpty();
    }

    @Test
    void keyWithTorsionIsNotEnrolled_KEY2() {
        TorsionPoint clean = TorsionPoint.BASE.times(BigInteger.TEN);
        assertThat(VerifyKey.of(clean.encoded())).isPresent();
        for (TorsionPoint torsion : TorsionPoint.ofSmallOrder()) {
            assertThat(VerifyKey.of(clean.plus(torsion).encoded())).isEmpty();
        }
    }

    @Test
    void attack5_scalarOfTheOrderOrMoreIsRefused_SIG4() {
        ByteString signature = KEY.sign(SignatureType.MEMBER, BODY);
        BigInteger scalar = littleEndian(signature.substring(32)).add(TorsionPoint.ORDER);
        byte[] bigEndian = scalar.toByteArray();
        byte[] larger = signature.toByteArray();
        for (int i = 0; i < 32; i++) {
            larger[32 + i] = i < bigEndian.length ? bigEndian[bigEndian.length - 1 - i] : 0;
        }

        assertThat(KEY.verifyKey().verifies(SignatureType.MEMBER, BODY, ByteString.copyFrom(larger)))
                .isFalse();
    }

    private static BigInteger littleEndian(ByteString bytes) {
        BigInteger number = BigInteger.ZERO;
        for (int i = bytes.size() - 1; i >= 0; i--) {
            number = number.shiftLeft(8).or(BigInteger.valueOf(bytes.byteAt(i) & 0xff));
        }
        return number;
    }

    @Test
    void wrappingKeyThatIsNotCanonicalOrOfLowOrderIsNotEnrolled_KEY2() {
        ByteString good = DeviceKeys.generate(new SeededEntropy("device"))
                .publicKeys()
                .wrapping()
                .bytes();
        byte[] highBit = good.toByteArray();
        highBit[31] |= (byte) 0x80;
        byte[] prime = new byte[32];
        Arrays.fill(prime, (byte) 0xff);
        prime[0] = (byte) 0xed;
        prime[31] = 0x7f;
        byte[] belowPrime = prime.clone();
        // p - 1 is of low order, p - 2 is not.
        belowPrime[0] = (byte) 0xeb;

        assertThat(WrappingKey.fits(good)).isTrue();
        assertThat(WrappingKey.fits(ByteString.copyFrom(belowPrime))).isTrue();
        assertThat(WrappingKey.fits(ByteString.copyFrom(highBit))).isFalse();
        assertThat(WrappingKey.fits(ByteString.copyFrom(prime))).isFalse();
        assertThat(WrappingKey.fits(ByteString.copyFrom(new byte[32]))).isFalse();
        assertThat(WrappingKey.fits(good.substring(1))).isFalse();
        assertThatThrownBy(() -> new WrappingKey(ByteString.EMPTY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deviceIsEnrolledOnlyWithTwoGoodKeys_KEY2() {
        PublicKeys keys = DeviceKeys.generate(new SeededEntropy("device")).publicKeys();
        Device device = keys.toDevice();

        assertThat(PublicKeys.of(device)).contains(keys);
        assertThat(PublicKeys.of(device.toBuilder().clearSigningKey().build())).isEmpty();
        assertThat(PublicKeys.of(device.toBuilder().clearWrappingKey().build())).isEmpty();
        assertThat(keys.id()).isEqualTo(keys.signing().deviceId());
    }

    @Test
    void keysShowNothingOfTheirSeeds_KEY5() {
        SeededEntropy entropy = new SeededEntropy("device");
        String seed = "07".repeat(32);
        DeviceKeys keys = DeviceKeys.fromSeeds(ByteString.copyFrom(new byte[32]), Hex.decode(seed));
        EpochKey epochKey = EpochKey.of(3, Hex.decode(seed));

        assertThat(keys).hasToString("DeviceKeys[" + keys.id() + "]");
        assertThat(keys.signing()).hasToString("SigningKey[" + keys.id() + "]");
        assertThat(epochKey).hasToString("EpochKey[3]");
        assertThat(new Passphrase("secret").toString()).doesNotContain("secret");
        assertThat(DeviceKeys.generate(entropy).id()).isNotEqualTo(keys.id());
    }

    @Test
    void seedsOfAnotherLengthAreRefused_KEY1() {
        assertThatThrownBy(() -> SigningKey.fromSeed(BODY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DeviceKeys.fromSeeds(ByteString.copyFrom(new byte[32]), BODY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DeviceKeys.ofInvite(BODY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EpochKey.of(0, BODY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EpochKey.of(-1, ByteString.copyFrom(new byte[32])))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
