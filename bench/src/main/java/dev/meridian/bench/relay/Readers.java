package dev.meridian.bench.relay;

import dev.meridian.bench.wire.MessageCutter;
import dev.meridian.bench.wire.Peek;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One thread that reads many connections, and answers a relay's pings. Connections are added before it starts. */
final class Readers implements AutoCloseable {
    private static final int READ_BUFFER_BYTES = 256 << 10;
    private static final int SELECT_MILLIS = 100;
    /** A pong without content, masked with zeros (RFC 6455, section 5.5.3). */
    private static final byte[] PONG = HexFormat.of().parseHex("8a8000000000");

    /** Hears what came. Called by the reading thread. */
    interface Listener {
        /** A frame on the connection that was added as number {@code connection}, from 0. */
        void frame(int connection, ByteBuffer payload, int wireBytes);
    }

    private final Selector selector = Selector.open();
    private final Listener listener;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("bench-readers").unstarted(this::run);
    private volatile boolean stopped;
    private int connections;

    Readers(Listener listener) throws IOException {
        this.listener = listener;
    }

    /** A connection, and where its messages are put together. */
    private final class Line implements MessageCutter.Listener {
        private final int number;
        private final SocketChannel channel;
        private final MessageCutter cutter = new MessageCutter();

        Line(int number, SocketChannel channel) {
            this.number = number;
            this.channel = channel;
        }

        @Override
        public void frame(ByteBuffer payload) {
            if (Peek.isRefusal(payload)) {
                throw new IllegalStateException("the relay refuses");
            }
            listener.frame(number, payload, payload.remaining() + headerBytes(payload.remaining()));
        }

        @Override
        public void ping() {
            try {
                channel.write(ByteBuffer.wrap(PONG));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static int headerBytes(int payloadBytes) {
        return payloadBytes < 126 ? 2 : payloadBytes <= 0xffff ? 4 : 10;
    }

    /** Takes over reading from a connection. */
    void add(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Line(connections, channel));
        connections++;
    }

    void start() {
        thread.start();
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocate(READ_BUFFER_BYTES);
        try {
            while (!stopped) {
                selector.select(key -> read(key, buffer), SELECT_MILLIS);
            }
        } catch (IOException | RuntimeException e) {
            if (!stopped || !(e instanceof ClosedSelectorException)) {
                failure.set(e);
            }
        }
    }

    private static void read(SelectionKey key, ByteBuffer buffer) {
        try {
            buffer.clear();
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                throw new IllegalStateException("the relay closed a connection");
            }
            Line line = (Line) key.attachment();
            line.cutter.take(buffer.flip(), line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException if the reading has failed */
    void requireAlive() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("reading has failed: " + failed.getMessage(), failed);
        }
    }

    /** Ends the thread and closes the connections. */
    @Override
    public void close() throws IOException {
        stopped = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
