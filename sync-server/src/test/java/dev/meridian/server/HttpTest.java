package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.server.net.NetLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpTest {
    private static final int SOCKET_MILLIS_MAX = 15_000;

    @TempDir
    Path directory;

    private RelayServer relay;

    @BeforeEach
    void start() throws Exception {
        relay = RelayServer.start(settings());
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    private RelaySettings settings() {
        return RelaySettings.of(directory.resolve("data"), new RelaySettings.Listen("127.0.0.1", 0));
    }

    private void restart(RelaySettings settings) throws Exception {
        relay.close();
        relay = RelayServer.start(settings);
    }

    /** The whole answer to a request, headers and all. */
    private String ask(String... lines) throws IOException {
        try (Socket socket =
                new Socket(relay.address().getAddress(), relay.address().getPort())) {
            socket.setSoTimeout(SOCKET_MILLIS_MAX);
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    private String upgrade(String host, String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "GET /sync HTTP/1.1",
                "Host: " + host,
                "Connection: keep-alive, Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        lines.addAll(List.of(more));
        return ask(lines.toArray(String[]::new));
    }

    @Test
    void saysThatItIsAliveAndReady_SRV9() throws Exception {
        assertThat(ask("GET /healthz HTTP/1.1", "Host: x"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\nok\n");
        assertThat(ask("GET /readyz HTTP/1.1", "Host: x"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\nready\n");
    }

    @Test
    void isNotReadyWhileItStops_SRV9() throws Exception {
        relay.close();
        assertThat(relay.readiness().get().reason()).isEqualTo("the relay is stopping");
    }

    @Test
    void answersAnythingElseWithAShort404_SRV9() throws Exception {
        assertThat(ask("GET /../../etc/passwd HTTP/1.1", "Host: x"))
                .startsWith("HTTP/1.1 404 ")
                .contains("This is a Meridian relay");
        assertThat(ask("POST / HTTP/1.1", "Host: x", "Content-Length: 0")).startsWith("HTTP/1.1 405 ");
        assertThat(ask("complete nonsense")).startsWith("HTTP/1.1 400 ");
        assertThat(ask("GET /healthz HTTP/1.1", "X-Long: " + "x".repeat(20_000)))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void saysHowToSpeakToSync_SRV9() throws Exception {
        assertThat(ask("GET /sync HTTP/1.1", "Host: x"))
                .startsWith("HTTP/1.1 426 ")
                .containsIgnoringCase("sec-websocket-version: 13");
    }

    @Test
    void attack16_refusesAPageOfAnotherOrigin_SRV10() throws Exception {
        assertThat(upgrade("relay.example:8080", "Origin: https://evil.example"))
                .startsWith("HTTP/1.1 403 ");
        assertThat(upgrade("relay.example:8080", "Origin: null")).startsWith("HTTP/1.1 403 ");
        assertThat(upgrade("relay.example:8080", "Origin: not an origin")).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void refusesAHostNameThatIsNotItsOwn_SRV10() throws Exception {
        restart(settings().withPublicHosts(Set.of("Relay.example", "other.example:8443")));
        assertThat(upgrade("evil.example")).startsWith("HTTP/1.1 421 ");
        assertThat(upgrade("other.example:1")).startsWith("HTTP/1.1 421 ");
        assertThat(upgrade("relay.example", "Origin: https://evil.example")).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void closesWhoeverDoesNotAskInTime_SRV6() throws Exception {
        restart(settings().withNet(withLoginMillis(300)));
        assertThat(ask("GET /healthz HTTP/1.1", "Host: x", "X-Unfinished")).doesNotContain("200 OK");
        try (Socket socket =
                new Socket(relay.address().getAddress(), relay.address().getPort())) {
            socket.setSoTimeout(SOCKET_MILLIS_MAX);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void attack18_closesAWebSocketThatDoesNotLogInInTime_SRV6() throws Exception {
        restart(settings().withNet(withLoginMillis(300)));
        try (RelayClient silent = RelayClient.connect(relay.address())) {
            assertThat(silent.closeStatus()).isEqualTo(1008);
        }
    }

    @Test
    void bearsSoManyConnectionsOfAnAddress_SRV6() throws Exception {
        NetLimits few = new NetLimits(10_000, 2, 50, 10_000, 4 << 10, 1 << 20, 512 << 10, 45_000, 60_000);
        restart(settings().withNet(few));
        try (RelayClient one = RelayClient.connect(relay.address());
                RelayClient two = RelayClient.connect(relay.address())) {
            assertThatThrownBy(() -> RelayClient.connect(relay.address())).isInstanceOf(IOException.class);
            assertThat(upgrade("x")).startsWith("HTTP/1.1 429 ");
            assertThat(one).isNotSameAs(two);
        }
    }

    @Test
    void attack22_bearsSoManyLoginsASecond_SRV6() throws Exception {
        NetLimits slow = new NetLimits(10_000, 1_000, 1, 10_000, 4 << 10, 1 << 20, 512 << 10, 45_000, 60_000);
        restart(settings().withNet(slow));
        for (int burst = 0; burst < 10; burst++) {
            RelayClient.connect(relay.address()).close();
        }
        assertThat(upgrade("x")).startsWith("HTTP/1.1 429 ");
    }

    private static NetLimits withLoginMillis(int millis) {
        return new NetLimits(10_000, 1_000, 50, millis, 4 << 10, 1 << 20, 512 << 10, 45_000, 60_000);
    }
}
