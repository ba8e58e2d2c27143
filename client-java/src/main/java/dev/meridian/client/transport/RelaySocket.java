package dev.meridian.client.transport;

import com.google.protobuf.ByteString;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket (RFC 6455) to a relay, by the JDK's client (ADR 0040). Owned by its executor's one thread: every method is called there, and the listener
 * is.
 */
public final class RelaySocket {
    private final RelayAddress address;
    private final SocketOptions options;
    private final ScheduledExecutorService executor;
    private final SocketListener listener;
    private final Deque<ByteString> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean sending;
    private boolean closed;
    /** Nothing is heard, not even a pong, because nothing was asked for. */
    private boolean paused;

    private @Nullable WebSocket socket;
    private @Nullable ScheduledFuture<?> watchdog;
    private long lastHeardNanos;
    private long bytesReceived;
    private long bytesSent;

    RelaySocket(
            RelayAddress address, SocketOptions options, ScheduledExecutorService executor, SocketListener listener) {
        this.address = address;
        this.options = options;
        this.executor = executor;
        this.listener = listener;
    }

    void open(HttpClient client) {
        CompletableFuture<WebSocket> opening = client.newWebSocketBuilder()
                .connectTimeout(options.connectTimeout())
                .buildAsync(address.socket(), new Incoming());
        ScheduledFuture<?> timeout = executor.schedule(
                () -> opening.cancel(true), options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        // The socket itself tells when it opened; here only what kept it from that is of interest.
        var unused = opening.handleAsync(
                (opened, failure) -> {
                    timeout.cancel(false);
                    if (failure != null) {
                        end(DialFailure.sentence(address, failure));
                    }
                    return opened;
                },
                executor);
    }

    /** Sends one binary message, after those before it. */
    public void send(ByteString message) {
        if (closed) {
            return;
        }
        waiting.add(message);
        waitingBytes += message.size();
        if (waitingBytes > options.waitingBytesMax()) {
            end("the relay takes nothing more");
            return;
        }
        sendNext();
    }

    /** Asks for one more message. */
    public void next() {
        if (socket != null && !closed) {
            paused = false;
            heard();
            socket.request(1);
        }
    }

    /** Hangs up; the listener hears nothing more. */
    public void close() {
        if (!closed) {
            closed = true;
            release();
        }
    }

    /** Bytes of messages received so far, without the framing of WebSocket. */
    public long bytesReceived() {
        return bytesReceived;
    }

    /** Bytes of messages sent so far. */
    public long bytesSent() {
        return bytesSent;
    }

    private void sendNext() {
        if (socket == null || sending || closed) {
            return;
        }
        ByteString message = waiting.poll();
        if (message == null) {
            return;
        }
        sending = true;
        var unused = socket.sendBinary(message.asReadOnlyByteBuffer(), true)
                .whenCompleteAsync((sent, failure) -> sent(message, failure), executor);
    }

    private void sent(ByteString message, @Nullable Throwable failure) {
        sending = false;
        waitingBytes -= message.size();
        if (failure != null) {
            end("the connection broke: " + DialFailure.words(failure));
            return;
        }
        bytesSent += message.size();
        sendNext();
    }

    private void watch() {
        if (paused) {
            return;
        }
        long silentMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastHeardNanos);
        if (silentMillis > options.idleTimeout().toMillis()) {
            end("no sign of life for " + options.idleTimeout().toSeconds() + " s");
        } else if (socket != null && silentMillis * 3 > options.idleTimeout().toMillis()) {
            var unused = socket.sendPing(ByteBuffer.allocate(0))
                    .whenCompleteAsync(
                            (sent, failure) -> {
                                if (failure != null) {
                                    end("the connection broke: " + DialFailure.words(failure));
                                }
                            },
                            executor);
        }
    }

    private void end(String reason) {
        if (!closed) {
            closed = true;
            release();
            listener.closed(reason);
        }
    }

    private void release() {
        waiting.clear();
        if (watchdog != null) {
            watchdog.cancel(false);
        }
        WebSocket open = socket;
        if (open != null) {
            if (open.isOutputClosed() || sending) {
                open.abort();
            } else {
                var unused = open.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((sent, failure) -> open.abort());
            }
        }
    }

    private void heard() {
        lastHeardNanos = System.nanoTime();
    }

    /** Calls of the JDK's client: on the executor too, because the client has no other. */
    private final class Incoming implements WebSocket.Listener {
        private final ByteString.Output parts = ByteString.newOutput();

        @Override
        public void onOpen(WebSocket opened) {
            if (closed) {
                opened.abort();
                return;
            }
            socket = opened;
            heard();
            long third = Math.max(1, options.idleTimeout().toMillis() / 3);
            watchdog = executor.scheduleWithFixedDelay(RelaySocket.this::watch, third, third, TimeUnit.MILLISECONDS);
            listener.opened();
            sendNext();
            opened.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            heard();
            if (closed) {
                return null;
            }
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            parts.write(bytes, 0, bytes.length);
            if (parts.size() > options.frameBytesMax()) {
                end("the relay sent a message of more than " + options.frameBytesMax() + " bytes");
            } else if (!last) {
                from.request(1);
            } else {
                ByteString message = parts.toByteString();
                parts.reset();
                bytesReceived += message.size();
                paused = true;
                listener.received(message);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            end("what answers there is not a relay: it sends text");
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            heard();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            heard();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
            end(reason.isEmpty() ? "the relay hung up" : "the relay hung up: " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end("the connection broke: " + DialFailure.words(error));
        }
    }
}
