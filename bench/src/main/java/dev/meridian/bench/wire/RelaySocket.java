package dev.meridian.bench.wire;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Frame;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * A WebSocket to a relay over a bare socket: blocking for the dialogue before the load, then its channel goes to a selector. For
 * one thread at a time.
 */
public final class RelaySocket implements Dialogue {
    private static final int FINAL_BINARY = 0x82;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int LENGTH_IN_64_BITS = 127;
    private static final int HEADER_BYTES_MAX = 14;
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int WAIT_MILLIS = 15_000;

    private final InetSocketAddress relay;
    private final SocketChannel channel;
    private final MessageCutter cutter = new MessageCutter();
    private final Queue<Frame> arrived = new ArrayDeque<>();
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);

    private RelaySocket(InetSocketAddress relay, SocketChannel channel) {
        this.relay = relay;
        this.channel = channel;
    }

    /** Connects and upgrades. */
    public static RelaySocket connect(InetSocketAddress relay) throws IOException {
        return connect(relay, Optional.empty());
    }

    /** Connects from one of this machine's addresses: a relay limits what one address may do. */
    public static RelaySocket connect(InetSocketAddress relay, Optional<InetAddress> from) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().setSoTimeout(WAIT_MILLIS);
            if (from.isPresent()) {
                channel.bind(new InetSocketAddress(from.get(), 0));
            }
            channel.connect(relay);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            RelaySocket socket = new RelaySocket(relay, channel);
            socket.upgrade();
            return socket;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void upgrade() throws IOException {
        String request =
                "GET /sync HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n".formatted(host())
                        + "Sec-WebSocket-Key: bWVyaWRpYW4gYmVuY2ggIQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        write(StandardCharsets.US_ASCII.encode(request));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int next = channel.socket().getInputStream().read();
            if (next < 0) {
                throw new EOFException("closed while upgrading: " + answer);
            }
            answer.append((char) next);
        }
        if (!answer.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("not upgraded: " + answer.substring(0, answer.indexOf("\r\n")));
        }
    }

    @Override
    public String host() {
        return relay.getAddress().getHostAddress() + ":" + relay.getPort();
    }

    /** For a selector, when the dialogue is over. */
    public SocketChannel channel() {
        if (!arrived.isEmpty()) {
            throw new IllegalStateException("there are unread frames");
        }
        return channel;
    }

    @Override
    public void send(Frame frame) throws IOException {
        write(message(frame.toByteString()));
    }

    /** A frame as a client's WebSocket message. The mask is zero: it leaves the payload as it is, and is a mask all the same. */
    public static ByteBuffer message(ByteString frame) {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES_MAX + frame.size());
        out.put((byte) FINAL_BINARY);
        if (frame.size() < LENGTH_IN_16_BITS) {
            out.put((byte) (MASKED | frame.size()));
        } else if (frame.size() <= 0xffff) {
            out.put((byte) (MASKED | LENGTH_IN_16_BITS)).putShort((short) frame.size());
        } else {
            out.put((byte) (MASKED | LENGTH_IN_64_BITS)).putLong(frame.size());
        }
        out.putInt(0);
        frame.copyTo(out);
        return out.flip();
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public Frame next() throws IOException {
        while (arrived.isEmpty()) {
            in.clear();
            // Through the stream, because a blocking channel knows no time-out.
            int count = channel.socket().getInputStream().read(in.array());
            if (count < 0) {
                throw new EOFException("closed by the relay");
            }
            cutter.take(in.limit(count), new Keeper());
        }
        Frame frame = arrived.remove();
        if (frame.hasError() || frame.hasGoAway()) {
            throw new IOException("refused: " + frame);
        }
        return frame;
    }

    private final class Keeper implements MessageCutter.Listener {
        @Override
        public void frame(ByteBuffer payload) {
            try {
                arrived.add(Frame.parseFrom(payload));
            } catch (com.google.protobuf.InvalidProtocolBufferException e) {
                throw new IllegalStateException("the relay sent no frame", e);
            }
        }

        @Override
        public void ping() {
            throw new IllegalStateException("a ping during the dialogue");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
