package dev.meridian.sync.id;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class Sha256Test {
    @Test
    void hashesTheStandardsOwnSamples() {
        assertThat(Hex.encode(Sha256.of()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Hex.encode(Sha256.of(ByteString.copyFromUtf8("abc"))))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Property
    boolean doesNotCareHowBytesAreHeld(@ForAll byte[] left, @ForAll byte[] right) {
        ByteString whole = ByteString.copyFrom(left).concat(ByteString.copyFrom(right));
        ByteBuffer direct = ByteBuffer.allocateDirect(whole.size());
        direct.put(whole.toByteArray()).flip();
        ByteString expected = Sha256.of(ByteString.copyFrom(whole.toByteArray()));

        return Sha256.of(whole).equals(expected)
                && Sha256.of(ByteString.copyFrom(left), ByteString.copyFrom(right))
                        .equals(expected)
                && Sha256.of(UnsafeByteOperations.unsafeWrap(direct)).equals(expected);
    }

    @Test
    void doesNotCareHowLongRopesAreHeld() {
        ByteString half = ByteString.copyFrom(new byte[70_000]);

        assertThat(Sha256.of(half.concat(half))).isEqualTo(Sha256.of(ByteString.copyFrom(new byte[140_000])));
    }
}
