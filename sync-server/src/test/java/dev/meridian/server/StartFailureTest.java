package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Frame;
import dev.meridian.server.RelayStartException.Reason;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.LoginProofs;
import dev.meridian.sync.trust.VerifyKey;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StartFailureTest {
    @TempDir
    Path directory;

    private RelaySettings settings(int port) {
        return RelaySettings.of(directory.resolve("data"), new RelaySettings.Listen("127.0.0.1", port));
    }

    private static void assertRefused(RelaySettings settings, Reason reason, String inMessage) {
        RelayStartException failure =
                catchThrowableOfType(RelayStartException.class, () -> RelayServer.start(settings));
        assertThat(failure).as("started").isNotNull();
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        assertThat(failure).hasMessageContaining(inMessage);
        assertThat(failure.getMessage()).doesNotContain("\n", "Exception", "org.rocksdb");
        assertThat(ownThreads()).as("left running").isEmpty();
    }

    private static Set<String> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("meridian-"))
                .collect(Collectors.toSet());
    }

    @Test
    void saysThatThePortIsInUse_SRV11() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(settings(taken.getLocalPort()), Reason.PORT_IN_USE, "127.0.0.1:" + taken.getLocalPort());
        }
        RelayServer.start(settings(0)).close(); // the failed start left nothing locked
    }

    @Test
    void saysThatTheAddressIsNotThisMachines_SRV11() {
        RelaySettings elsewhere =
                RelaySettings.of(directory.resolve("data"), new RelaySettings.Listen("192.0.2.1", 8_080));
        assertRefused(elsewhere, Reason.ADDRESS_UNUSABLE, "192.0.2.1:8080");
    }

    @Test
    void saysThatTheDataDirectoryCannotBeUsed_SRV11() throws Exception {
        Files.writeString(directory.resolve("data"), "a file");
        assertRefused(
                settings(0), Reason.DATA_UNUSABLE, directory.resolve("data").toString());
        RelaySettings inProc =
                RelaySettings.of(Path.of("/proc/meridian/data"), new RelaySettings.Listen("127.0.0.1", 0));
        assertRefused(inProc, Reason.DATA_UNUSABLE, "/proc/meridian/data");
    }

    @Test
    void saysThatAnotherRelayHasTheDataOpen_DSK4() throws Exception {
        try (RelayServer running = RelayServer.start(settings(0))) {
            RelayStartException failure =
                    catchThrowableOfType(RelayStartException.class, () -> RelayServer.start(settings(0)));
            assertThat(failure.reason()).isEqualTo(Reason.DATA_LOCKED);
            assertThat(failure).hasMessageContaining(directory.resolve("data").toString());
            assertThat(running.readiness().get().ready()).isTrue();
        }
    }

    @Test
    void saysThatAnotherProcessHasTheDataOpen_DSK4() throws Exception {
        try (RelayProcess running = RelayProcess.start(directory.resolve("data"), 0, directory.resolve("relay.log"))) {
            assertThat(running.address().getPort()).isPositive();
            assertRefused(settings(0), Reason.DATA_LOCKED, "another process");
        }
    }

    @Test
    void saysThatTheDataIsDamaged_DSK2() throws Exception {
        try (RelayProcess killed = RelayProcess.start(directory.resolve("data"), 0, directory.resolve("relay.log"))) {
            TestWorkspace workspace = new TestWorkspace(keyOf(killed));
            TestWorkspace.Author author = workspace.author(workspace.owner());
            try (RelayClient owner = RelayClient.login(
                    killed.address(), workspace.id(), workspace.owner().signing())) {
                owner.push(workspace.genesis());
                for (int i = 0; i < 50; i++) {
                    owner.next(Frame.BodyCase.ACK);
                    owner.push(author.item(ByteString.copyFromUtf8("change " + i)));
                }
            }
        }
        try (Stream<Path> files = Files.list(directory.resolve("data"));
                RandomAccessFile wal = new RandomAccessFile(
                        files.filter(file -> file.toString().endsWith(".log"))
                                .findFirst()
                                .orElseThrow()
                                .toFile(),
                        "rw")) {
            wal.seek(wal.length() / 2);
            int was = wal.read();
            wal.seek(wal.length() / 2);
            wal.write(was ^ 0xff);
        }
        assertRefused(settings(0), Reason.DATA_CORRUPT, "is damaged");
    }

    private static VerifyKey keyOf(RelayProcess relay) throws Exception {
        try (RelayClient stranger = RelayClient.connect(relay.address())) {
            WorkspaceId any = new WorkspaceId(TestWorkspace.ENTROPY.bytes(WorkspaceId.LENGTH));
            ByteString key = stranger.hello(any, TestWorkspace.ENTROPY.bytes(LoginProofs.NONCE_LENGTH))
                    .getRelayKey();
            return VerifyKey.of(key).orElseThrow();
        }
    }

    @Test
    void saysThatTheKeyFileIsNone_SRV11() throws Exception {
        Files.writeString(directory.resolve("data.key"), "not a key");
        Files.setPosixFilePermissions(directory.resolve("data.key"), PosixFilePermissions.fromString("rw-------"));
        assertRefused(settings(0), Reason.KEY_UNUSABLE, "data.key");
    }

    @Test
    void refusesAKeyThatOthersMayRead_SRV11() throws Exception {
        RelayServer.start(settings(0)).close();
        Files.setPosixFilePermissions(directory.resolve("data.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused(settings(0), Reason.KEY_UNUSABLE, "chmod 600");
    }

    @Test
    void makesAKeyThatNobodyElseReads_SRV11() throws Exception {
        RelayServer.start(settings(0)).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("data.key"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void doesNotMakeANewKeyForOldData_DSK5() throws Exception {
        RelayServer.start(settings(0)).close();
        Files.move(directory.resolve("data.key"), directory.resolve("hidden.key"));
        assertRefused(settings(0), Reason.KEY_UNUSABLE, "missing");
        assertThat(directory.resolve("data.key")).doesNotExist();
    }

    @Test
    void doesNotOpenDataOfAnotherKey_DSK5() throws Exception {
        RelayServer.start(settings(0)).close();
        RelaySettings other = RelaySettings.of(directory.resolve("other"), new RelaySettings.Listen("127.0.0.1", 0));
        RelayServer.start(other).close();
        assertRefused(settings(0).withKeyFile(other.keyFile()), Reason.DATA_OTHER_KEY, "another relay key");
    }

    @Test
    void keepsItsIdentityWhenTheDataIsWiped_DSK5() throws Exception {
        RelayServer before = RelayServer.start(settings(0));
        before.close();
        Files.move(directory.resolve("data"), directory.resolve("gone"));
        try (RelayServer after = RelayServer.start(settings(0))) {
            assertThat(after.key()).isEqualTo(before.key());
        }
    }

    @Test
    void refusesSettingsThatCannotBe_SRV11() {
        assertThatThrownBy(() -> new RelaySettings.Listen("localhost", 70_000)).hasMessage("no such port: 70000");
        assertThatThrownBy(() -> RelaySettings.Listen.parse("8080")).hasMessage("not HOST:PORT: 8080");
        assertThatThrownBy(() -> RelaySettings.Listen.parse("host:http")).hasMessage("not HOST:PORT: host:http");
        assertThat(RelaySettings.Listen.parse("[::1]:8080")).isEqualTo(new RelaySettings.Listen("::1", 8_080));
        assertThat(new RelaySettings.Listen("::1", 8_080)).hasToString("[::1]:8080");
    }
}
