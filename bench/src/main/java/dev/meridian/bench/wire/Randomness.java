package dev.meridian.bench.wire;

import com.google.protobuf.ByteString;
import dev.meridian.sync.trust.Entropy;
import java.security.SecureRandom;
import java.util.SplittableRandom;

/** Where keys, nonces and filling come from. */
public final class Randomness {
    /** For keys and nonces. */
    public static final Entropy ENTROPY = new SecureRandom()::nextBytes;

    private Randomness() {}

    /** Filling, which nobody has to guess. For one thread. */
    public static final class Filling {
        private final SplittableRandom random = new SplittableRandom(1);

        /** So many bytes. */
        public ByteString bytes(int length) {
            byte[] out = new byte[length];
            random.nextBytes(out);
            return ByteString.copyFrom(out);
        }
    }
}
