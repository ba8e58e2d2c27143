package dev.meridian.bench.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts what arrives on one connection into WebSocket messages (RFC 6455, section 5.2), as a relay sends them: not masked, not
 * fragmented. Owned by the thread that reads the connection.
 */
public final class MessageCutter {
    private static final int BINARY = 0x82;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int LENGTH_IN_64_BITS = 127;

    /** Takes messages. */
    public interface Listener {
        /** A frame; the buffer is the caller's and changes afterwards. */
        void frame(ByteBuffer payload);

        /** The relay asks whether anybody is there. */
        void ping();
    }

    private byte[] rest = new byte[0];
    private int restBytes;

    /** Takes bytes as they came. @throws IllegalStateException if the relay closes */
    public void take(ByteBuffer arrived, Listener listener) {
        if (restBytes == 0) {
            cut(arrived, listener);
            append(arrived);
        } else {
            append(arrived);
            ByteBuffer all = ByteBuffer.wrap(rest, 0, restBytes);
            cut(all, listener);
            restBytes = all.remaining();
            System.arraycopy(rest, all.position(), rest, 0, restBytes);
        }
    }

    private void append(ByteBuffer arrived) {
        int more = arrived.remaining();
        if (restBytes + more > rest.length) {
            rest = Arrays.copyOf(rest, Math.max(restBytes + more, 2 * rest.length));
        }
        arrived.get(rest, restBytes, more);
        restBytes += more;
    }

    private static void cut(ByteBuffer bytes, Listener listener) {
        while (bytes.remaining() >= 2) {
            int start = bytes.position();
            int kind = bytes.get() & 0xff;
            long length = length(bytes);
            if (length < 0 || bytes.remaining() < length) {
                bytes.position(start);
                return;
            }
            int end = bytes.position() + (int) length;
            switch (kind) {
                case BINARY -> listener.frame(bytes.slice(bytes.position(), (int) length));
                case PING -> listener.ping();
                case CLOSE -> throw new IllegalStateException("the relay closed the connection");
                default -> throw new IllegalStateException("not what a relay sends: " + kind);
            }
            bytes.position(end);
        }
    }

    /** The payload's length, or -1 while the header is not all here. */
    private static long length(ByteBuffer bytes) {
        int length = bytes.get() & 0x7f;
        if (length < LENGTH_IN_16_BITS) {
            return length;
        }
        boolean wide = length == LENGTH_IN_64_BITS;
        if (bytes.remaining() < (wide ? Long.BYTES : Short.BYTES)) {
            return -1;
        }
        return wide ? bytes.getLong() : bytes.getShort() & 0xffff;
    }
}
