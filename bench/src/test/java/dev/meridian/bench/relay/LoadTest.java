package dev.meridian.bench.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.server.RelayServer;
import dev.meridian.server.RelaySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load generators against a real relay, briefly: what they count is what was stored and sent. */
class LoadTest {
    private static final Duration BRIEFLY = Duration.ofMillis(200);

    @TempDir
    private Path directory;

    private RelayServer relay() throws Exception {
        return RelayServer.start(
                RelaySettings.of(directory.resolve("relay"), new RelaySettings.Listen("127.0.0.1", 0)));
    }

    @Test
    void everyPushIsAcknowledgedAndReachesEverySubscriber() throws Exception {
        try (RelayServer relay = relay()) {
            LoadWorkspace workspace = LoadWorkspace.found(relay.address());
            AtomicLong lastPos = new AtomicLong();
            try (Subscribers audience = new Subscribers(
                            relay.address(), workspace, 3, (fromPos, toPos, nanos) -> lastPos.set(toPos));
                    Pushers author = new Pushers(relay.address(), List.of(workspace), 4)) {
                Pushers.Outcome outcome = author.keepOutstanding(16, BRIEFLY);
                audience.await(3 * outcome.acknowledged());

                assertThat(outcome.acknowledged()).isPositive();
                assertThat(outcome.latencies().count()).isEqualTo((int) outcome.acknowledged());
                assertThat(audience.deliveries()).isEqualTo(3 * outcome.acknowledged());
                assertThat(lastPos).hasValue(1 + outcome.acknowledged());
            }
        }
    }

    @Test
    void pacedPushesComeAtTheirRate() throws Exception {
        try (RelayServer relay = relay();
                Pushers author = new Pushers(relay.address(), List.of(LoadWorkspace.found(relay.address())))) {
            Pushers.Outcome outcome = author.pace(500, BRIEFLY, Pushers.Schedule.IGNORED);

            assertThat(outcome.acknowledged()).isEqualTo(100);
        }
    }

    @Test
    void aRelayWithoutANetworkTakesTheSamePushes() throws Exception {
        try (LocalRelay relay = new LocalRelay(directory)) {
            assertThat(relay.appendsPerSecond(8, BRIEFLY)).isPositive();
        }
    }

    @Test
    void aStoredLogIsReadFromEndToEnd() throws Exception {
        try (StoredLog log = new StoredLog(directory, 480)) {
            log.fill(2_500);

            assertThat(log.scanPerSecond(2_500)).isPositive();
            assertThat(log.append(10, Duration.ofMillis(20)).perSecond()).isPositive();
        }
    }
}
