package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.meridian.proto.v1.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More sockets than there are files for, and frames that announce more than there is memory for; by a relay in a process of its own. */
@Timeout(120)
class ConnectionFloodTest {
    private static final int FILES = 200;
    private static final int SOCKETS = 250;
    private static final int SOCKET_MILLIS_MAX = 15_000;
    private static final String CLOSE = "\u0088";
    private static final String UPGRADE = """
            GET /sync HTTP/1.1\r
            Host: relay.example\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;

    @TempDir
    Path directory;

    private Path data() {
        return directory.resolve("data");
    }

    private Path log() {
        return directory.resolve("relay.log");
    }

    @Test
    void whenItsFilesAreUsedUpItGoesOnAndTakesOthersAgainWhenThereAreSome_SRV14() throws Exception {
        try (RelayProcess relay = RelayProcess.startWithin(FILES, data(), log())) {
            Ledger ledger = Ledger.found(relay.address(), RelayProcess.keyOf(data()));
            try (RelayClient member = ledger.login(relay.address())) {
                List<Socket> flood = flood(relay.address());
                await().atMost(Duration.ofSeconds(30)).until(() -> said("sockets are open, as many as may be"));
                for (int i = 0; i < 100; i++) {
                    ledger.push(member, ledger.item()); // 10 MB: new tables and logs, so new files
                }
                assertThat(catchThrowableOfType(IOException.class, () -> ledger.login(relay.address())))
                        .as("one more is not taken")
                        .isNotNull();
                for (Socket each : flood) {
                    each.close();
                }
            }
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> ledger.assertHeldBy(relay.address()));
            assertThat(Files.readAllLines(log(), StandardCharsets.UTF_8))
                    .filteredOn(line -> line.contains("as many as may be"))
                    .as("once, not for every socket")
                    .hasSize(1);
            assertThat(said("net.connectionsMax")).as("the limit, at the start").isTrue();
            assertThat(said("Too many open files")).isFalse();
        }
    }

    @Test
    void withTooFewFilesItDoesNotStart_SRV11() {
        RelaySettings settings = new Operator(data(), directory.resolve("backups")).settings();
        RelayStartException refused = catchThrowableOfType(
                RelayStartException.class, () -> FileBudget.of(settings, new FileBudget.Files(98, 27)));
        assertThat(refused.reason()).isEqualTo(RelayStartException.Reason.TOO_FEW_FILES);
        assertThat(refused).hasMessageContaining("may open 98 files, and a relay needs 99");
    }

    @Test
    void theStoreHasItsFilesForItself_SRV14() throws Exception {
        RelaySettings settings = new Operator(data(), directory.resolve("backups")).settings();
        assertThat(FileBudget.of(settings, new FileBudget.Files(1 << 20, 27)))
                .isEqualTo(new FileBudget(10_000, 10_000));
        assertThat(FileBudget.of(settings, new FileBudget.Files(1_024, 24))).isEqualTo(new FileBudget(240, 720));
        assertThat(FileBudget.of(settings, new FileBudget.Files(99, 27))).isEqualTo(new FileBudget(16, 16));
    }

    private static List<Socket> flood(InetSocketAddress relay) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < SOCKETS; i++) {
            sockets.add(new Socket(relay.getAddress(), relay.getPort()));
        }
        return sockets;
    }

    private boolean said(String part) throws IOException {
        return Files.readString(log()).contains(part);
    }

    /** A header of RFC 6455 that announces so many bytes; nothing of them follows. */
    private static byte[] header(long bytes) {
        return ByteBuffer.allocate(14)
                .put((byte) 0x82)
                .put((byte) 0xff)
                .putLong(bytes)
                .putInt(0)
                .array();
    }

    @Test
    void attack17_aFrameThatAnnouncesMoreThanThereIsMemoryForIsNotWaitedFor_SRV7() throws Exception {
        try (RelayProcess relay = RelayProcess.start(data(), 0, log(), "-Xmx96m")) {
            Ledger ledger = Ledger.found(relay.address(), RelayProcess.keyOf(data()));
            for (long announced : new long[] {(1 << 20) + 1, 3L << 30, 1L << 40, Long.MAX_VALUE, -1}) {
                try (Socket socket =
                        new Socket(relay.address().getAddress(), relay.address().getPort())) {
                    socket.setSoTimeout(SOCKET_MILLIS_MAX);
                    OutputStream out = socket.getOutputStream();
                    out.write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
                    assertThat(isTold(socket, "\r\n\r\n")).isTrue();
                    out.write(header(announced));
                    assertThat(isTold(socket, CLOSE))
                            .as("announced %d", announced)
                            .isTrue();
                }
            }
            try (RelayClient member = ledger.login(relay.address())) {
                member.sendRaw(claimingTwoGigabytes());
                assertThat(member.next().getBodyCase()).isEqualTo(Frame.BodyCase.ERROR);
            }
            ledger.push(relay.address(), 10);
            ledger.assertHeldBy(relay.address());
            assertThat(said("OutOfMemory")).isFalse();
        }
    }

    /** Reads up to and with these characters. @return whether they came before the end */
    private static boolean isTold(Socket socket, String wanted) throws IOException {
        StringBuilder said = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next >= 0;
                next = socket.getInputStream().read()) {
            said.append((char) next);
            if (said.indexOf(wanted) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** A push whose first field is said to have 2 GiB less a byte. */
    private static com.google.protobuf.ByteString claimingTwoGigabytes() {
        byte tag = (byte) (Frame.PUSH_FIELD_NUMBER << 3 | 2);
        return com.google.protobuf.ByteString.copyFrom(
                new byte[] {tag, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7, 1, 2, 3});
    }
}
