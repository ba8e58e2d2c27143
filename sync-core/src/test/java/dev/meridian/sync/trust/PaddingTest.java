package dev.meridian.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Changes;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class PaddingTest {
    private static Changes ofChunks(int bytes) {
        return Changes.newBuilder()
                .setChunks(ByteString.copyFrom(new byte[bytes]))
                .build();
    }

    @Test
    void everySizeIsPaddedToOneOfFew_ENV9() {
        TreeSet<Integer> sizes = new TreeSet<>();
        for (int bytes = 1; bytes <= 70_000; bytes++) {
            Changes changes = ofChunks(bytes);
            int plain = changes.getSerializedSize();
            int padded = Padding.pad(changes).getSerializedSize();

            assertThat(padded)
                    .as("%d bytes", plain)
                    .isGreaterThanOrEqualTo(Math.max(plain, Padding.BYTES_MIN))
                    .isEqualTo(Padding.padded(padded))
                    .isLessThanOrEqualTo(Math.max(Padding.padded(Padding.BYTES_MIN + 1), plain + plain / 8 + 3));
            sizes.add(padded);
        }
        assertThat(sizes.size()).isLessThan(200);
        assertThat(sizes.first()).isEqualTo(Padding.BYTES_MIN);
    }

    @Test
    void padIsZerosAndTheRestIsAsItWas_ENV9() {
        Changes changes = ofChunks(100);

        Changes padded = Padding.pad(changes);

        assertThat(padded.toBuilder().clearPad().build()).isEqualTo(changes);
        assertThat(padded.getPad())
                .isEqualTo(ByteString.copyFrom(new byte[padded.getPad().size()]));
    }

    @Test
    void paddedSizesAreThoseOfPadme_ENV9() {
        // From the definition: E = floor(log2 L), S = floor(log2 E) + 1, and the last E - S bits are zero.
        assertThat(Padding.padded(256)).isEqualTo(256);
        assertThat(Padding.padded(257)).isEqualTo(272);
        assertThat(Padding.padded(1_000)).isEqualTo(1_024);
        assertThat(Padding.padded(1_025)).isEqualTo(1_088);
        assertThat(Padding.padded(100_001)).isEqualTo(100_352);
    }
}
