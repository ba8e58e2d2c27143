package dev.meridian.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.meridian.sync.relay.StoreFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a small file system of its own; skipped where the process may not mount one. */
@Timeout(120)
class FullDiskTest {
    private static final int DISK_MIB = 48;
    private static final int BALLAST_BYTES = 16 << 20;
    private static final int RECORDS = 10;
    private static final int ITEM_BYTES = 20_000;

    @TempDir
    Path directory;

    @Test
    void refusesRetryablyWhenTheDiskIsFullAndRecoversByItself_DSK3() throws Exception {
        StoreFixture fixture = new StoreFixture("full");
        try (SmallDisk disk = SmallDisk.mount(directory, DISK_MIB)) {
            Path ballast = Files.write(disk.root().resolve("ballast"), new byte[BALLAST_BYTES]);
            try (RocksRelayLog log = RocksRelayLog.open(StoreFixture.settings(disk.root()))) {
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
                log.append(List.of(new StoreFixture("after").batch(RECORDS, ITEM_BYTES)));
                assertThat(log.recover(fixture.workspace()).orElseThrow().pos()).isEqualTo(stored);
            }
            try (RocksRelayLog again = RocksRelayLog.open(StoreFixture.settings(disk.root()))) {
                assertThat(again.recover(new StoreFixture("after").workspace())
                                .orElseThrow()
                                .pos())
                        .isEqualTo(RECORDS);
            }
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
