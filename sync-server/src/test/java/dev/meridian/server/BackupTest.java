package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Frame;
import dev.meridian.server.admin.AdminSettings;
import dev.meridian.server.backup.AuditReport;
import dev.meridian.server.backup.Backup;
import dev.meridian.server.backup.BackupException;
import dev.meridian.server.store.Backups;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a relay that is at work, by its operator's door; put back and read. */
@Timeout(120)
class BackupTest {
    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private RelayServer relay;
    private TestWorkspace workspace;
    private Pusher pusher;

    @BeforeEach
    void start() throws Exception {
        relay = RelayServer.start(settings());
        workspace = new TestWorkspace(relay.key());
        try (RelayClient founder = RelayClient.login(
                relay.address(), workspace.id(), workspace.owner().signing())) {
            founder.push(workspace.genesis());
            founder.next(Frame.BodyCase.ACK);
        }
        pusher = new Pusher(workspace, workspace.owner());
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    private RelaySettings settings() {
        return RelaySettings.of(directory.resolve("data"), new RelaySettings.Listen("127.0.0.1", 0))
                .withAdmin(new AdminSettings(
                        Optional.of(new AdminSettings.Address("127.0.0.1", 0)),
                        Optional.of(directory.resolve("backups")),
                        3));
    }

    private HttpResponse<String> ask(String method, String path, String... headers) throws Exception {
        InetSocketAddress admin = relay.adminAddress().orElseThrow();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin.getPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void backUp() throws Exception {
        HttpResponse<String> answer = ask("POST", "/backup");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private Backups backups() throws BackupException {
        return Backups.in(directory.resolve("backups"), settings().store().nativeDir());
    }

    private AuditReport audited(int number) throws BackupException {
        return backups()
                .verify(Optional.of(number), directory.resolve("scratch " + number))
                .report();
    }

    /** Everything acknowledged before the backup began is in it, whatever was pushed while it was made. */
    @Test
    void aBackupUnderLoadHoldsWhatWasAcknowledgedBefore_BAK1() throws Exception {
        CompletableFuture<Void> going = new CompletableFuture<>();
        Thread load = Thread.ofPlatform().start(() -> pusher.pushUntilCut(relay.address(), going));
        going.join();
        for (int i = 0; i < 5; i++) {
            backUp();
        }
        assertThat(load.isAlive()).as("still pushing").isTrue();
        relay.close();
        load.join();
        assertThat(backups().list()).extracting(Backup::number).containsExactly(3, 4, 5);
        assertThat(audited(3).findings()).isEmpty();
        assertThat(audited(5).findings()).isEmpty();
        assertThat(audited(5).entries()).isGreaterThanOrEqualTo(audited(3).entries());
    }

    @Test
    void theRelayGoesOnFromARestoredBackup_BAK2() throws Exception {
        pushOne("before");
        backUp();
        pushOne("after");
        relay.close();
        backups().restore(Optional.empty(), directory.resolve("restored"));
        RelaySettings restored = RelaySettings.of(
                        directory.resolve("restored"), new RelaySettings.Listen("127.0.0.1", 0))
                .withKeyFile(settings().keyFile());
        relay = RelayServer.start(restored);
        assertThat(pushOne("after the restore"))
                .as("the place of what came after the backup")
                .isEqualTo(3);
    }

    private long pushOne(String text) throws Exception {
        try (RelayClient author = RelayClient.login(
                relay.address(), workspace.id(), workspace.owner().signing())) {
            author.push(workspace.author(workspace.owner()).item(ByteString.copyFromUtf8(text)));
            return author.next(Frame.BodyCase.ACK).getAck().getReceipts(0).getPos();
        }
    }

    @Test
    void nothingIsRestoredOverDataThatIsThere_BAK2() throws Exception {
        backUp();
        Path full = Files.createDirectory(directory.resolve("full"));
        Files.writeString(full.resolve("something"), "else");
        assertThatThrownBy(() -> backups().restore(Optional.empty(), full))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("is not empty");
        assertThatThrownBy(() -> backups().restore(Optional.of(7), directory.resolve("new")))
                .hasMessageContaining("there is no backup 7; there are 1 to 1");
        assertThatThrownBy(() -> Backups.in(full, settings().store().nativeDir()))
                .hasMessageContaining("is not a directory of backups");
    }

    @Test
    void aFlippedByteInABackupIsFound_BAK3() throws Exception {
        CompletableFuture<Void> going = new CompletableFuture<>();
        Thread load = Thread.ofPlatform().start(() -> pusher.pushUntilCut(relay.address(), going));
        going.join();
        backUp();
        relay.close();
        load.join();
        try (Stream<Path> files = Files.walk(directory.resolve("backups"))) {
            Path largest = files.filter(file -> file.toString().endsWith(".sst"))
                    .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
                    .orElseThrow();
            try (RandomAccessFile bytes = new RandomAccessFile(largest.toFile(), "rw")) {
                bytes.seek(bytes.length() / 2);
                int was = bytes.read();
                bytes.seek(bytes.length() / 2);
                bytes.write(was ^ 0xff);
            }
        }
        assertThatThrownBy(() -> audited(1))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("backup 1 is damaged");
    }

    @Test
    void aDirectoryOfOtherThingsIsLeftAlone_BAK1() throws Exception {
        Files.createDirectory(directory.resolve("backups"));
        Files.writeString(directory.resolve("backups").resolve("notes.txt"), "mine");
        HttpResponse<String> answer = ask("POST", "/backup");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("holds other things than backups");
        assertThat(directory.resolve("backups")).isDirectoryContaining("glob:**notes.txt");
    }

    @Test
    void theDoorIsForOperatorsNotForPages_ADM1() throws Exception {
        assertThat(ask("GET", "/metrics", "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(ask("GET", "/backup").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/readyz").body()).isEqualTo("ready\n");
    }

    @Test
    void metricsTellWhatWasDone_ADM2() throws Exception {
        try (RelayClient author = RelayClient.login(
                relay.address(), workspace.id(), workspace.owner().signing())) {
            author.push(workspace.author(workspace.owner()).item(ByteString.copyFromUtf8("hello")));
            author.next(Frame.BodyCase.ACK);
            List<String> lines = ask("GET", "/metrics").body().lines().toList();
            assertThat(lines)
                    .contains(
                            "meridian_log_entries_total 2.0",
                            "meridian_store_writable 1.0",
                            "meridian_workspaces 1.0",
                            "meridian_commit_failures_total 0.0")
                    .anyMatch(line -> line.startsWith("meridian_frames_total{direction=\"in\"}"))
                    .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"));
            assertThat(lines).noneMatch(line -> line.contains(workspace.id().toString()));
        }
    }
}
