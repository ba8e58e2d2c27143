package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.Entropy;
import java.nio.ByteBuffer;

/** Keys, salts and nonces of a world: SHA-256 over the seed and a counter. */
final class SeededEntropy implements Entropy {
    private final ByteString seed;
    private long blocks;

    SeededEntropy(String seed) {
        this.seed = ByteString.copyFromUtf8(seed);
    }

    @Override
    public void fill(byte[] out) {
        for (int at = 0; at < out.length; at += Sha256.LENGTH) {
            ByteString counter = ByteString.copyFrom(
                    ByteBuffer.allocate(Long.BYTES).putLong(blocks++).flip());
            ByteString block = Sha256.of(seed, counter);
            block.substring(0, Math.min(Sha256.LENGTH, out.length - at)).copyTo(out, at);
        }
    }
}
