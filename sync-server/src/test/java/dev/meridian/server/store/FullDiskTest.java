package dev.meridian.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.sync.relay.StoreFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a small file system of its own; skipped where the process may not mount one. */
@Timeout(120)
class FullDiskTest {
    private static final int DISK_MIB = 48;
    private static final int RECORDS = 10;
    private static final int ITEM_BYTES = 20_000;

    @TempDir
    Path directory;

    private Path disk;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MIB + "m", "tmpfs", disk.toString());
        assumeTrue(mounted, "needs the right to mount a tmpfs (root, or CAP_SYS_ADMIN)");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", disk.toString())).as("unmounted").isTrue();
        }
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (java.io.IOException notThere) {
            return false;
        }
    }

    @Test
    void refusesRetryablyWhenTheDiskIsFullAndRecoversByItself_DSK3() throws Exception {
        StoreFixture fixture = new StoreFixture("full");
        Path ballast = disk.resolve("ballast");
        Files.write(ballast, new byte[16 << 20]);
        try (RocksRelayLog log = RocksRelayLog.open(StoreFixture.settings(disk))) {
            long stored = fill(log, fixture);
            assertThat(log.recover(fixture.workspace()).orElseThrow().pos())
                    .as("reads go on, and show what was stored")
                    .isEqualTo(stored);
            assertThat(log.read(fixture.workspace(), stored - 1, 1)).hasSize(1);
            assertThatThrownBy(log::probe)
                    .isInstanceOfSatisfying(
                            StoreFault.class,
                            fault -> assertThat(fault.isRetryable())
                                    .as(fault.getMessage())
                                    .isTrue());
            Files.delete(ballast);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThatCode(log::probe).doesNotThrowAnyException());
            StoreFixture other = new StoreFixture("after");
            log.append(List.of(other.batch(RECORDS, ITEM_BYTES)));
            assertThat(log.recover(fixture.workspace()).orElseThrow().pos()).isEqualTo(stored);
        }
        try (RocksRelayLog again = RocksRelayLog.open(StoreFixture.settings(disk))) {
            assertThat(again.recover(new StoreFixture("after").workspace())
                            .orElseThrow()
                            .pos())
                    .isEqualTo(RECORDS);
        }
    }

    /** Appends until it is refused for want of space; how far it came. */
    private static long fill(RocksRelayLog log, StoreFixture fixture) {
        while (true) {
            long stored = fixture.pos();
            try {
                log.append(List.of(fixture.batch(RECORDS, ITEM_BYTES)));
            } catch (StoreFault fault) {
                assertThat(fault.isRetryable()).as(fault.getMessage()).isTrue();
                assertThat(fault).hasMessageContaining("No space left");
                return stored;
            }
        }
    }
}
