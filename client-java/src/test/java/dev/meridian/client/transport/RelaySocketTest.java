package dev.meridian.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sockets to peers that behave and peers that do not. */
@Timeout(120)
class RelaySocketTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int FRAME_BYTES_MAX = 1000;

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final Heard heard = new Heard();

    @AfterEach
    void end() {
        executor.shutdown();
    }

    /** Everything a listener heard. */
    private static final class Heard implements SocketListener {
        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        public void opened() {
            all.add("opened");
        }

        @Override
        public void received(ByteString message) {
            all.add("received " + message.toStringUtf8());
        }

        @Override
        public void closed(String reason) {
            all.add("closed: " + reason);
        }

        private void awaitLast(String wanted) {
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(all).isNotEmpty().last().asString().contains(wanted));
        }
    }

    private Dialer dialer(Duration connect, Duration idle) throws NoSuchAlgorithmException {
        return new Dialer(new SocketOptions(connect, idle, FRAME_BYTES_MAX, 10_000), SSLContext.getDefault(), executor);
    }

    private RelaySocket dial(Dialer dialer, OddPeer peer) throws Exception {
        return executor.submit(() -> dialer.dial(peer.address(), heard)).get();
    }

    private void onThread(Runnable body) throws Exception {
        executor.submit(body).get();
    }

    @Test
    void aPeerThatGoesQuietIsNoticed() throws Exception {
        try (OddPeer peer = new OddPeer(true, (out, socket) -> {});
                Dialer dialer = dialer(SOON, Duration.ofMillis(400))) {
            dial(dialer, peer);

            heard.awaitLast("closed: no sign of life");
            assertThat(heard.all).hasSize(2).first().isEqualTo("opened");
        }
    }

    @Test
    void aPeerThatNeverShakesHandsIsGivenUp() throws Exception {
        try (OddPeer peer = new OddPeer(false, (out, socket) -> {});
                Dialer dialer = dialer(Duration.ofMillis(400), SOON)) {
            dial(dialer, peer);

            heard.awaitLast("closed: 127.0.0.1:" + peer.address().port() + ": no answer in time");
            assertThat(heard.all).hasSize(1);
        }
    }

    @Test
    void aPeerThatHangsUpIsNoticed() throws Exception {
        try (OddPeer peer = new OddPeer(true, (out, socket) -> socket.close());
                Dialer dialer = dialer(SOON, SOON)) {
            dial(dialer, peer);

            heard.awaitLast("closed: ");
            assertThat(heard.all).hasSize(2);
        }
    }

    @Test
    void textAndMessagesThatAreTooLargeEndIt() throws Exception {
        try (OddPeer peer = new OddPeer(true, (out, socket) -> OddPeer.text(out, "hello"));
                Dialer dialer = dialer(SOON, SOON)) {
            dial(dialer, peer);
            heard.awaitLast("sends text");
        }
        heard.all.clear();
        try (OddPeer peer = new OddPeer(true, (out, socket) -> OddPeer.binary(out, new byte[FRAME_BYTES_MAX + 1]));
                Dialer dialer = dialer(SOON, SOON)) {
            dial(dialer, peer);
            heard.awaitLast("more than 1000 bytes");
            assertThat(heard.all).hasSize(2);
        }
    }

    @Test
    void nothingIsReadThatWasNotAskedForAndPartsAreOneMessage() throws Exception {
        OddPeer.Conduct threeMessages = (out, socket) -> {
            OddPeer.binary(out, "one");
            OddPeer.binaryInTwo(out, "tw", "o");
            OddPeer.binary(out, "three");
        };
        // Longer than the idle time: a socket that nobody reads from is not a dead one.
        try (OddPeer peer = new OddPeer(true, threeMessages);
                Dialer dialer = dialer(SOON, Duration.ofMillis(400))) {
            RelaySocket socket = dial(dialer, peer);
            heard.awaitLast("received one");
            await().pollDelay(Duration.ofMillis(900))
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(heard.all).containsExactly("opened", "received one"));
            onThread(socket::next);
            heard.awaitLast("received two");
            onThread(socket::next);
            heard.awaitLast("received three");
            onThread(() -> assertThat(socket.bytesReceived()).isEqualTo("onetwothree".length()));
            onThread(socket::close);
        }
    }

    @Test
    void afterClosingNothingIsHeard() throws Exception {
        try (OddPeer peer = new OddPeer(true, (out, socket) -> {});
                Dialer dialer = dialer(SOON, Duration.ofMillis(300))) {
            RelaySocket socket = dial(dialer, peer);
            heard.awaitLast("opened");
            onThread(socket::close);

            await().pollDelay(Duration.ofMillis(900))
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(heard.all).containsExactly("opened"));
        }
    }

    @Test
    void whoTakesNothingIsGivenUp() throws Exception {
        try (OddPeer peer = new OddPeer(true, (out, socket) -> {});
                Dialer dialer = dialer(SOON, SOON)) {
            RelaySocket socket = dial(dialer, peer);
            heard.awaitLast("opened");
            ByteString message = ByteString.copyFrom(new byte[6_000]);
            onThread(() -> {
                socket.send(message);
                socket.send(message);
            });

            heard.awaitLast("closed: the relay takes nothing more");
        }
    }
}
