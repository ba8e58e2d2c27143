package dev.meridian.bench.floor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The floor of fan-out: one thread writes frames to many loopback connections, another reads them all. No framing, no
 * protocol, no copy: one system call a connection and write.
 */
public final class TcpFloor {
    private static final int READ_BUFFER_BYTES = 256 * 1024;

    private TcpFloor() {}

    /**
     * Frames that reached a subscriber, a second, over all subscribers.
     *
     * @param subscribers connections
     * @param frameBytes size of one frame
     * @param framesAWrite how many frames one write carries
     */
    public static double deliveriesPerSecond(int subscribers, int frameBytes, int framesAWrite, Duration time)
            throws IOException, InterruptedException, ExecutionException {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), subscribers);
            List<SocketChannel> writers = new ArrayList<>();
            try (Readers readers = new Readers()) {
                for (int i = 0; i < subscribers; i++) {
                    readers.add(SocketChannel.open(listener.getLocalAddress()));
                    SocketChannel writer = listener.accept();
                    writer.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    writers.add(writer);
                }
                CompletableFuture<Void> reading = CompletableFuture.runAsync(readers::run, readers::startThread);
                double rate = write(writers, ByteBuffer.allocateDirect(frameBytes * framesAWrite), readers, time);
                readers.stop();
                reading.get();
                return rate / frameBytes;
            } finally {
                for (SocketChannel writer : writers) {
                    writer.close();
                }
            }
        }
    }

    /** Writes round after round; a round begins when the readers have all of the last but a bounded rest. */
    private static double write(List<SocketChannel> writers, ByteBuffer frames, Readers readers, Duration time)
            throws IOException {
        long roundBytes = (long) frames.capacity() * writers.size();
        long inFlightBytesMax = Math.max(roundBytes, 4L << 20);
        long written = 0;
        long start = System.nanoTime();
        long end = start + time.toNanos();
        while (System.nanoTime() < end) {
            for (SocketChannel writer : writers) {
                frames.clear();
                while (frames.hasRemaining()) {
                    writer.write(frames);
                }
            }
            written += roundBytes;
            while (written - readers.bytes.get() > inFlightBytesMax) {
                Thread.onSpinWait();
            }
        }
        while (readers.bytes.get() < written) {
            Thread.onSpinWait();
        }
        return written * 1e9 / (System.nanoTime() - start);
    }

    /** The receiving ends, read by one thread. */
    private static final class Readers implements AutoCloseable {
        final AtomicLong bytes = new AtomicLong();
        private final Selector selector = Selector.open();
        private final AtomicBoolean stopped = new AtomicBoolean();

        Readers() throws IOException {}

        void add(SocketChannel reader) throws IOException {
            reader.configureBlocking(false);
            reader.register(selector, SelectionKey.OP_READ);
        }

        void startThread(Runnable task) {
            Thread.ofPlatform().daemon().name("tcp-floor-readers").start(task);
        }

        void run() {
            ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BUFFER_BYTES);
            try {
                while (!stopped.get()) {
                    selector.select(100);
                    for (SelectionKey key : selector.selectedKeys()) {
                        buffer.clear();
                        bytes.addAndGet(((SocketChannel) key.channel()).read(buffer));
                    }
                    selector.selectedKeys().clear();
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        void stop() {
            stopped.set(true);
            selector.wakeup();
        }

        @Override
        public void close() throws IOException {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        }
    }
}
