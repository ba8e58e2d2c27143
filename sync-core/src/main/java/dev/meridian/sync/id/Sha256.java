package dev.meridian.sync.id;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4) by the platform, which has it in hardware: docs/adr/0001. */
public final class Sha256 {
    /** In bytes. */
    public static final int LENGTH = 32;

    private Sha256() {}

    /** The hash of the parts, one after the other. */
    public static ByteString of(ByteString... parts) {
        DigestSink sink = new DigestSink(newDigest());
        for (ByteString part : parts) {
            sink.take(part);
        }
        return UnsafeByteOperations.unsafeWrap(sink.digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Feeds a digest from the array a byte string lies in: a read-only buffer would copy it first. */
    private static final class DigestSink extends ByteOutput {
        private final MessageDigest digest;

        DigestSink(MessageDigest digest) {
            this.digest = digest;
        }

        void take(ByteString part) {
            try {
                UnsafeByteOperations.unsafeWriteTo(part, this);
            } catch (IOException e) {
                throw new IllegalStateException("a digest does no I/O", e);
            }
        }

        @Override
        public void write(byte value) {
            digest.update(value);
        }

        @Override
        public void write(byte[] value, int offset, int length) {
            digest.update(value, offset, length);
        }

        @Override
        public void writeLazy(byte[] value, int offset, int length) {
            digest.update(value, offset, length);
        }

        @Override
        public void write(ByteBuffer value) {
            digest.update(value);
        }

        @Override
        public void writeLazy(ByteBuffer value) {
            digest.update(value);
        }
    }
}
