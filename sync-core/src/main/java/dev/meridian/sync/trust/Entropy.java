package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;

/** Where random bytes come from; an argument, so that a simulation repeats itself. In production a {@code SecureRandom}. */
@FunctionalInterface
public interface Entropy {
    /** Fills the array with random bytes. */
    void fill(byte[] out);

    /** Fresh random bytes. */
    default ByteString bytes(int length) {
        byte[] out = new byte[length];
        fill(out);
        return ByteString.copyFrom(out);
    }
}
