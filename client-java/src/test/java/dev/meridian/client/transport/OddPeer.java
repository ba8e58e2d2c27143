package dev.meridian.client.transport;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A peer that shakes hands (RFC 6455, section 4) and then does as it pleases with the bytes. Takes one connection. */
public final class OddPeer implements AutoCloseable {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int BINARY = 0x82;
    private static final int BINARY_TO_BE_CONTINUED = 0x02;
    private static final int CONTINUATION_END = 0x80;
    private static final int TEXT = 0x81;

    private final ServerSocket server;

    /** What it does once it has shaken hands. */
    @FunctionalInterface
    public interface Conduct {
        void after(OutputStream out, Socket socket) throws IOException;
    }

    OddPeer(boolean shakesHands, Conduct conduct) throws IOException {
        this(0, shakesHands, conduct);
    }

    /** In the place of somebody who was there before. */
    public OddPeer(int port, boolean shakesHands, Conduct conduct) throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5);
        Thread.ofPlatform().daemon().start(() -> serve(shakesHands, conduct));
    }

    public RelayAddress address() {
        return RelayAddress.of(URI.create("http://127.0.0.1:" + server.getLocalPort()))
                .orElseThrow();
    }

    private void serve(boolean shakesHands, Conduct conduct) {
        try (Socket socket = server.accept()) {
            String request = head(socket.getInputStream());
            if (shakesHands) {
                socket.getOutputStream().write(answer(request).getBytes(StandardCharsets.US_ASCII));
            }
            conduct.after(socket.getOutputStream(), socket);
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client has hung up, which is what some tests are about.
            if (!server.isClosed() && !(e instanceof java.net.SocketException || e instanceof EOFException)) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    static String answer(String request) {
        String key = request.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-key:"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElseThrow();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                    + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static void binary(OutputStream out, String message) throws IOException {
        frame(out, BINARY, message.getBytes(StandardCharsets.UTF_8));
    }

    static void binaryInTwo(OutputStream out, String first, String second) throws IOException {
        frame(out, BINARY_TO_BE_CONTINUED, first.getBytes(StandardCharsets.UTF_8));
        frame(out, CONTINUATION_END, second.getBytes(StandardCharsets.UTF_8));
    }

    static void text(OutputStream out, String message) throws IOException {
        frame(out, TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    public static void binary(OutputStream out, byte[] message) throws IOException {
        frame(out, BINARY, message);
    }

    /** The next message of a client, unmasked (RFC 6455, section 5.2). */
    public static byte[] next(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        while (true) {
            int kind = data.readUnsignedByte() & 0x0f;
            int length = data.readUnsignedByte() & 0x7f;
            if (length == 126) {
                length = data.readUnsignedShort();
            } else if (length == 127) {
                length = Math.toIntExact(data.readLong());
            }
            byte[] mask = data.readNBytes(4);
            byte[] payload = data.readNBytes(length);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i % 4];
            }
            if (kind == 2) {
                return payload;
            }
        }
    }

    private static void frame(OutputStream out, int first, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else if (payload.length < 1 << 16) {
            frame.write(126);
            frame.write(payload.length >>> 8);
            frame.write(payload.length);
        } else {
            frame.write(127);
            frame.write(ByteBuffer.allocate(Long.BYTES).putLong(payload.length).array());
        }
        frame.write(payload);
        out.write(frame.toByteArray());
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
