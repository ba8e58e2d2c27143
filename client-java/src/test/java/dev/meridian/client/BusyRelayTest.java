package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.meridian.model.id.Ids;
import dev.meridian.sync.relay.RelayLimits;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Relays that are at a limit. */
class BusyRelayTest extends RelayTest {
    private static final int KIB = 1024;

    @Test
    void aRelayThatSaysTooFastIsWaitedForAndGetsEverythingInOrder_REL24() throws Exception {
        RelayLimits all = RelayLimits.DEFAULTS;
        RelayLimits slow = new RelayLimits(
                128 * KIB,
                124 * KIB,
                all.pushItemsMax(),
                all.sessionsMax(),
                all.inFlightBytesMax(),
                64 * KIB,
                all.strangers(),
                new RelayLimits.Rate(256 * KIB, 128 * KIB),
                all.room(),
                all.retryAfterMillis());
        relay.stop();
        relay.become(settings -> settings.withRelay(slow));
        relay.start();
        Workspace ada = homes.found(relay);
        Random random = new Random(7);
        for (int i = 0; i < 8; i++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 60 * KIB) {
                text.append(Ids.random(random)).append('\n');
            }
            ada.createDocument("Document " + i, text.toString());
        }
        Recorder recorder = Recorder.of(ada);

        SyncReport report = ada.sync();

        assertThat(report.refused()).isEmpty();
        assertThat(ada.status().outboxItems()).isZero();
        await().untilAsserted(() -> assertThat(
                        recorder.saw(event -> event instanceof WorkspaceEvent.Progressed progressed
                                && progressed.connection() == WorkspaceStatus.Connection.WAITING))
                .as("it was told to wait")
                .isTrue());
        Workspace ben = homes.join(ada, "ben");
        assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
    }

    @Test
    void aRelayThatIsFullOfWorkspacesKeepsTheOldOnesAndTheNewOneWaits_REL29() throws Exception {
        Workspace ada = homes.found(relay);
        ada.sync();
        relay.stop();
        relay.become(settings -> settings.withRelay(settings.relay().withRoom(new RelayLimits.Room(100, 1))));
        relay.start();
        Workspace ben = homes.open("ben").createWorkspace("Gemini", relay.uri(), "Ben", Homes.AUCKLAND);

        RelayException failure = catchThrowableOfType(RelayException.class, ben::sync);

        assertThat(failure).hasMessageContaining("as many workspaces as it keeps");
        assertThat(failure.isTemporary()).isTrue();
        ada.createBoard("Roadmap");
        assertThat(ada.sync().sent()).isPositive();
        relay.stop();
        relay.become(settings -> settings);
        relay.start();
        assertThat(ben.sync().sent()).isPositive();
        assertThat(ben.status().outboxItems()).isZero();
    }
}
