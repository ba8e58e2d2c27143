package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;

/**
 * That a key has signed an envelope, or has not: what costs most in verifying, and needs nothing of the log before, so that it can be
 * done ahead and on any thread. Immutable.
 *
 * @param item the envelope as it was received
 * @param key the one it was checked with
 */
public record SignatureCheck(ByteString item, VerifyKey key, boolean signed) {
    /** Whether it answers for these very bytes and this key. */
    boolean isOf(ByteString otherItem, VerifyKey otherKey) {
        return item.equals(otherItem) && key.equals(otherKey);
    }
}
