package dev.meridian.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.Hex;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class HpkeTest {
    private static final SeededEntropy ENTROPY = new SeededEntropy("hpke");
    private static final DeviceKeys RECIPIENT = DeviceKeys.generate(ENTROPY);
    private static final ByteString CONTEXT = ENTROPY.bytes(32);
    private static final EpochKey KEY = EpochKey.generate(3, ENTROPY);
    private static final Wrap WRAP = KEY.wrapTo(RECIPIENT.publicKeys(), CONTEXT, ENTROPY);

    @Test
    void recipientUnwrapsTheKey_HPKE1() {
        Optional<EpochKey> unwrapped = RECIPIENT.unwrap(WRAP, 3, CONTEXT);

        assertThat(unwrapped).map(EpochKey::commit).contains(KEY.commit());
        assertThat(unwrapped).map(EpochKey::epoch).contains(3);
    }

    @Test
    void nobodyElseUnwrapsTheKey_HPKE1() {
        DeviceKeys other = DeviceKeys.generate(ENTROPY);
        Wrap claimed = WRAP.toBuilder().setRecipient(other.id().bytes()).build();

        assertThat(other.unwrap(WRAP, 3, CONTEXT)).isEmpty();
        assertThat(other.unwrap(claimed, 3, CONTEXT)).isEmpty();
    }

    @Test
    void attack7_wrapOfAnotherEpochOrWorkspaceDoesNotOpen_HPKE1() {
        assertThat(RECIPIENT.unwrap(WRAP, 4, CONTEXT)).isEmpty();
        assertThat(RECIPIENT.unwrap(WRAP, 3, ENTROPY.bytes(32))).isEmpty();
    }

    @Test
    void attack6_encapsulatedPointOfLowOrderDoesNotOpen_HPKE3() {
        for (String point : new String[] {
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
        }) {
            Wrap low = WRAP.toBuilder().setEnc(Hex.decode(point)).build();

            assertThat(WrappingKey.fits(Hex.decode(point))).as(point).isFalse();
            assertThat(RECIPIENT.unwrap(low, 3, CONTEXT)).as(point).isEmpty();
        }
    }

    @Property(tries = 200)
    boolean oneOtherBitDoesNotOpen_HPKE1(@ForAll @IntRange(max = 80 * 8 - 1) int bit) {
        byte[] bytes = WRAP.getEnc().concat(WRAP.getCt()).toByteArray();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        ByteString damaged = ByteString.copyFrom(bytes);
        Wrap wrap = WRAP.toBuilder()
                .setEnc(damaged.substring(0, 32))
                .setCt(damaged.substring(32))
                .build();
        return RECIPIENT.unwrap(wrap, 3, CONTEXT).isEmpty();
    }

    @Test
    void attack9_cutOrEmptyWrapDoesNotOpen_HPKE1() {
        for (int length = 0; length < WRAP.getCt().size(); length++) {
            Wrap cut = WRAP.toBuilder().setCt(WRAP.getCt().substring(0, length)).build();
            assertThat(RECIPIENT.unwrap(cut, 3, CONTEXT)).isEmpty();
        }
        assertThat(RECIPIENT.unwrap(WRAP.toBuilder().clearEnc().build(), 3, CONTEXT))
                .isEmpty();
    }

    @Test
    void twoWrapsOfOneKeyDiffer_HPKE1() {
        assertThat(KEY.wrapTo(RECIPIENT.publicKeys(), CONTEXT, ENTROPY).getEnc())
                .isNotEqualTo(WRAP.getEnc());
    }

    @Test
    void keysOfEachUseDiffer_KEY4() {
        assertThat(Arrays.stream(EpochKey.Label.values()).map(KEY::derive).distinct())
                .hasSize(5);
        assertThat(KEY.commit()).isEqualTo(KEY.derive(EpochKey.Label.COMMIT));
    }

    @Test
    void inviteKeysComeFromTheSeedAlone_KEY3() {
        ByteString seed = ENTROPY.bytes(32);

        assertThat(DeviceKeys.ofInvite(seed).publicKeys())
                .isEqualTo(DeviceKeys.ofInvite(seed).publicKeys())
                .isNotEqualTo(DeviceKeys.fromSeeds(seed, seed).publicKeys());
    }
}
