package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** HKDF-SHA256 (RFC 5869) and the HMAC-SHA256 (RFC 2104) under it. */
final class Hkdf {
    private static final int KEY_LENGTH = 32;

    private Hkdf() {}

    /** A key of 32 bytes. */
    static ByteString key(ByteString secret, ByteString salt, ByteString info) {
        return derive(secret, salt, info, KEY_LENGTH);
    }

    /** @param length at most 255 * 32 bytes */
    static ByteString derive(ByteString secret, ByteString salt, ByteString info, int length) {
        HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(new HKDFParameters(secret.toByteArray(), salt.toByteArray(), info.toByteArray()));
        byte[] out = new byte[length];
        generator.generateBytes(out, 0, length);
        return UnsafeByteOperations.unsafeWrap(out);
    }

    static ByteString hmac(ByteString key, ByteString message) {
        HMac mac = new HMac(new SHA256Digest());
        mac.init(new KeyParameter(key.toByteArray()));
        mac.update(message.toByteArray(), 0, message.size());
        byte[] out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return UnsafeByteOperations.unsafeWrap(out);
    }
}
