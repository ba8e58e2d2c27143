package dev.meridian.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Challenge;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Hello;
import dev.meridian.proto.v1.Push;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.proto.v1.Resume;
import dev.meridian.proto.v1.Welcome;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.LoginProofs;
import dev.meridian.sync.trust.SigningKey;
import dev.meridian.sync.trust.VerifyKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A client of the protocol, frame by frame, over a real WebSocket. Every wait ends after {@value #WAIT_SECONDS} seconds. */
final class RelayClient implements AutoCloseable {
    static final int WAIT_SECONDS = 30;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String host;
    /** What came; empty where the connection closed. */
    private final BlockingQueue<Optional<Frame>> frames = new LinkedBlockingQueue<>();

    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private volatile boolean reading = true;

    private RelayClient(InetSocketAddress relay) throws IOException {
        host = relay.getHostString() + ":" + relay.getPort();
        try {
            socket = HTTP.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://" + host + "/sync"), new Ear())
                    .get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    /** Connects, and says nothing yet. */
    static RelayClient connect(InetSocketAddress relay) throws IOException {
        return new RelayClient(relay);
    }

    /** Connects and logs in. */
    static RelayClient login(InetSocketAddress relay, WorkspaceId workspace, SigningKey key) throws IOException {
        RelayClient client = connect(relay);
        client.logIn(workspace, key);
        return client;
    }

    private final class Ear implements WebSocket.Listener {
        private ByteString gathered = ByteString.EMPTY;

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            gathered = gathered.concat(ByteString.copyFrom(data));
            if (last) {
                try {
                    frames.add(Optional.of(Frame.parseFrom(gathered)));
                } catch (InvalidProtocolBufferException e) {
                    throw new AssertionError("the relay sent no frame", e);
                }
                gathered = ByteString.EMPTY;
            }
            if (reading) {
                from.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            frames.add(Optional.empty());
            closed.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            frames.add(Optional.empty());
            closed.completeExceptionally(error);
        }
    }

    /** Takes nothing more off the socket. */
    void stopReading() {
        reading = false;
    }

    void readAgain() {
        reading = true;
        socket.request(1);
    }

    void send(Frame frame) throws IOException {
        sendRaw(frame.toByteString());
    }

    void sendRaw(ByteString bytes) throws IOException {
        try {
            socket.sendBinary(bytes.asReadOnlyByteBuffer(), true).get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The first part of a message whose end does not follow. */
    void sendPart(ByteString bytes) throws Exception {
        socket.sendBinary(bytes.asReadOnlyByteBuffer(), false).get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    void sendText(String text) throws Exception {
        socket.sendText(text, true).get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    /** The next frame. @throws IOException if the connection closes first */
    Frame next() throws IOException {
        try {
            Optional<Frame> frame = frames.poll(WAIT_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("nothing came in %d seconds".formatted(WAIT_SECONDS));
            }
            return frame.orElseThrow(() -> new IOException("closed by the relay"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The next frame of a kind; others before it are skipped, but for errors. @throws IllegalStateException if an error came instead */
    Frame next(Frame.BodyCase kind) throws IOException {
        Frame frame = next();
        while (frame.getBodyCase() != kind) {
            if (frame.hasError()) {
                throw new IllegalStateException("refused: " + frame.getError());
            }
            frame = next();
        }
        return frame;
    }

    /** How the relay closed: the status of RFC 6455. What it sent before is skipped. */
    int closeStatus() throws Exception {
        return closed.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    Challenge hello(WorkspaceId workspace, ByteString nonce) throws IOException {
        send(Frame.newBuilder()
                .setHello(Hello.newBuilder()
                        .setVersionMin(1)
                        .setVersionMax(1)
                        .setWs(workspace.bytes())
                        .setClientNonce(nonce))
                .build());
        return next(Frame.BodyCase.CHALLENGE).getChallenge();
    }

    /** Says who it is, under the name by which it dialled. */
    Welcome logIn(WorkspaceId workspace, SigningKey key) throws IOException {
        answerChallenge(workspace, key, host);
        return next(Frame.BodyCase.WELCOME).getWelcome();
    }

    void answerChallenge(WorkspaceId workspace, SigningKey key, String provenHost) throws IOException {
        ByteString nonce = TestWorkspace.ENTROPY.bytes(LoginProofs.NONCE_LENGTH);
        Challenge challenge = hello(workspace, nonce);
        VerifyKey relayKey = VerifyKey.of(challenge.getRelayKey()).orElseThrow();
        LoginProofs.Terms terms =
                new LoginProofs.Terms(workspace, provenHost, relayKey, nonce, challenge.getRelayNonce());
        send(Frame.newBuilder().setLogin(LoginProofs.prove(key, terms)).build());
    }

    void push(PushItem... items) throws IOException {
        push(List.of(items));
    }

    void push(List<PushItem> items) throws IOException {
        send(Frame.newBuilder().setPush(Push.newBuilder().addAllItems(items)).build());
    }

    void resume(long gen, long afterPos, ByteString chain) throws IOException {
        send(Frame.newBuilder()
                .setResume(Resume.newBuilder().setGen(gen).setAfterPos(afterPos).setChain(chain))
                .build());
    }

    @Override
    public void close() {
        socket.abort();
    }
}
