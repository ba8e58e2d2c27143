package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.proto.v1.PushItem;
import dev.meridian.server.backup.Backup;
import dev.meridian.server.shard.Readiness;
import dev.meridian.server.store.FailingDisk;
import dev.meridian.server.store.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole relay whose disk takes nothing more, on file systems of its own; skipped where the process may not mount one. */
@Timeout(120)
class FullDiskRelayTest {
    private static final int BALLAST_BYTES = 32 << 20;

    @TempDir
    Path directory;

    private Operator operator(Path data) {
        return new Operator(data, directory.resolve("backups"));
    }

    @Test
    void turnsReadOnlyOnAFullDiskAndGoesOnByItself_DSK3() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(directory, 64)) {
            Path ballast = Files.write(disk.root().resolve("ballast"), new byte[BALLAST_BYTES]);
            Operator operator = operator(disk.root().resolve("data"));
            try (RelayServer relay = operator.start()) {
                Ledger ledger = Ledger.found(relay.address(), relay.key());
                PushItem refused = ledger.pushUntilRefused(relay.address());
                Readiness full = relay.readiness().get();
                assertThat(full.ready()).isFalse();
                assertThat(full.reason()).startsWith("disk full");
                assertThat(operator.ask(relay, "GET", "/metrics").body()).contains("meridian_store_writable 0.0");
                ledger.assertHeldBy(relay.address());

                Files.delete(ballast);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> relay.readiness().get().ready());
                ledger.push(relay.address(), refused);
                ledger.assertHeldBy(relay.address());
            }
        }
    }

    @Test
    void aBackupThatFindsNoRoomLeavesTheOthersAndTheNextOneIsWhole_BAK1() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(directory, 4)) {
            Operator operator =
                    new Operator(directory.resolve("data"), disk.root().resolve("backups"));
            try (RelayServer relay = operator.start()) {
                Ledger ledger = Ledger.found(relay.address(), relay.key());
                operator.backUp(relay);
                ledger.push(relay.address(), 80);
                var none = operator.ask(relay, "POST", "/backup");
                assertThat(none.statusCode()).isEqualTo(500);
                assertThat(none.body()).contains(disk.root().toString(), "No space left on device");
                assertThat(relay.readiness().get().ready())
                        .as("the relay's own disk has room")
                        .isTrue();
                ledger.push(relay.address(), 1);
                assertSound(operator, 1);

                disk.resize(64);
                operator.backUp(relay);
                int newest = operator.backups().list().getLast().number();
                assertSound(operator, newest);
                assertThat(operator.backups()
                                .verify(Optional.of(newest), directory.resolve("again"))
                                .report()
                                .entries())
                        .isEqualTo(82);
            }
        }
    }

    private void assertSound(Operator operator, int number) throws Exception {
        assertThat(operator.backups().list()).extracting(Backup::number).contains(number);
        assertThat(operator.backups()
                        .verify(Optional.of(number), directory.resolve("scratch " + number))
                        .report()
                        .findings())
                .isEmpty();
    }

    @Test
    void aDiskThatBecomesReadOnlyLosesNothingAndIsGoneOnFromWhenItIsRepaired_DSK7() throws Exception {
        try (FailingDisk disk = FailingDisk.mount(directory, 64)) {
            Operator operator = operator(disk.root().resolve("data"));
            Ledger ledger;
            PushItem refused;
            try (RelayServer relay = operator.start()) {
                ledger = Ledger.found(relay.address(), relay.key());
                ledger.push(relay.address(), 20);
                operator.backUp(relay);
                ledger.push(relay.address(), 1);
                disk.fail();
                refused = ledger.pushUntilRefused(relay.address());
                Readiness broken = relay.readiness().get();
                assertThat(broken.ready()).isFalse();
                assertThat(broken.reason()).contains("Read-only file system", "start the relay again");
                ledger.assertHeldBy(relay.address());
                assertThat(operator.ask(relay, "POST", "/backup").statusCode()).isEqualTo(500);
            }
            assertRefused(operator, "Read-only file system");
            disk.repair();
            try (RelayServer relay = operator.start()) {
                ledger.assertHeldBy(relay.address());
                ledger.push(relay.address(), refused);
                operator.backUp(relay);
                assertSound(operator, operator.backups().list().getLast().number());
            }
        }
    }

    private static void assertRefused(Operator operator, String why) throws IOException {
        try (RelayServer relay = operator.start()) {
            throw new AssertionError("it started on " + relay.address());
        } catch (RelayStartException e) {
            assertThat(e.reason()).isEqualTo(RelayStartException.Reason.DATA_UNUSABLE);
            assertThat(e).hasMessageContaining(why);
        }
    }
}
