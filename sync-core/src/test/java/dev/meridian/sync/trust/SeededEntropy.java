package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.Sha256;
import java.nio.ByteBuffer;

/** Random-looking bytes that are the same for every run with the same seed: SHA-256 of seed and counter. For one thread. */
public final class SeededEntropy implements Entropy {
    private final ByteString seed;
    private long blocks;

    public SeededEntropy(String seed) {
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
