package dev.meridian.server.net;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * A frame as the bytes that travel: WebSocket header (RFC 6455, section 5.2: final, binary, not masked) and payload in one buffer.
 * Written below the WebSocket encoder, so that one encoding serves every subscriber.
 */
final class WebSocketBytes {
    private static final int FINAL_BINARY = 0x82;
    private static final int LENGTH_IN_7_BITS_MAX = 125;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int LENGTH_IN_64_BITS = 127;
    private static final int HEADER_BYTES_MAX = 10;

    private WebSocketBytes() {}

    /** A direct buffer with one reference, the caller's. */
    static ByteBuf of(ByteString frame) {
        int length = frame.size();
        ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(HEADER_BYTES_MAX + length);
        out.writeByte(FINAL_BINARY);
        if (length <= LENGTH_IN_7_BITS_MAX) {
            out.writeByte(length);
        } else if (length <= 0xFFFF) {
            out.writeByte(LENGTH_IN_16_BITS).writeShort(length);
        } else {
            out.writeByte(LENGTH_IN_64_BITS).writeLong(length);
        }
        for (java.nio.ByteBuffer part : frame.asReadOnlyByteBufferList()) {
            out.writeBytes(part);
        }
        return out;
    }
}
