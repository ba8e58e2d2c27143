package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.sync.log.LogEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The clock of the relay's machine is set while it runs, and while it does not. */
@Timeout(60)
class ClockStepTest {
    @TempDir
    Path directory;

    private volatile Instant now = Instant.now();
    private final InstantSource clock = () -> now;

    private void step(Duration by) {
        now = now.plus(by);
    }

    @Test
    void receiptsStandStillUntilTheClockHasCaughtUpAndNothingIsLost_REL12() throws Exception {
        RelaySettings settings = new Operator(directory.resolve("data"), directory.resolve("backups")).settings();
        List<Long> receipts = new ArrayList<>();
        Ledger ledger;
        try (RelayServer relay = RelayServer.start(settings, clock)) {
            ledger = Ledger.found(relay.address(), relay.key());
            for (Duration by : List.of(Duration.ZERO, Duration.ofHours(-1), Duration.ofDays(1), Duration.ofDays(-2))) {
                step(by);
                receipts.add(ledger.push(relay.address(), ledger.item()).getRelayMs());
                assertThat(relay.readiness().get().ready()).isTrue();
            }
        }
        step(Duration.ofDays(-30));
        try (RelayServer relay = RelayServer.start(settings, clock)) {
            receipts.add(ledger.push(relay.address(), ledger.item()).getRelayMs());
            step(Duration.ofDays(60));
            receipts.add(ledger.push(relay.address(), ledger.item()).getRelayMs());
            List<Long> read = ledger.assertHeldBy(relay.address()).stream()
                    .map(item -> LogEntry.parse(item.getEntry()).orElseThrow().relayMillis())
                    .toList();
            assertThat(read).isSorted().endsWith(receipts.toArray(Long[]::new));
        }
        assertThat(receipts.get(1)).as("set back: it stands still").isEqualTo(receipts.get(0));
        assertThat(receipts.get(2))
                .as("forward: it follows")
                .isEqualTo(receipts.get(0) + Duration.ofHours(23).toMillis());
        assertThat(receipts.get(3)).as("and back").isEqualTo(receipts.get(2));
        assertThat(receipts.get(4)).as("also over a new start").isEqualTo(receipts.get(2));
        assertThat(receipts.get(5)).as("until it has caught up").isEqualTo(now.toEpochMilli());
    }
}
