package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.meridian.model.id.Ids;
import dev.meridian.model.value.Position;
import dev.meridian.sync.relay.RelayLimits;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Relays that are at a limit. */
class BusyRelayTest extends RelayTest {
    private static final int KIB = 1024;

    /** So many documents of 60 KiB that do not compress well. */
    private static void write(Workspace workspace, int documents) {
        Random random = new Random(7);
        for (int i = 0; i < documents; i++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 60 * KIB) {
                text.append(Ids.random(random)).append('\n');
            }
            workspace.createDocument("Document " + i, text.toString());
        }
    }

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
        write(ada, 8);
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
    void attack21_whoFillsAWorkspaceIsToldAndLosesNothing_REL36() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        relay.stop();
        relay.become(
                settings -> settings.withRelay(settings.relay().withRoom(new RelayLimits.Room(100, 100, 256 * KIB))));
        relay.start();
        write(ada, 6);
        board.addCard("Made last", Position.ORIGIN);

        RelayException failure = catchThrowableOfType(RelayException.class, ada::sync);

        assertThat(failure)
                .hasMessageContaining("filled the 262,144 bytes that this relay keeps of one")
                .hasMessageContaining("its operator can raise the limit")
                .hasMessageContaining("stays in the outbox");
        assertThat(failure.isTemporary()).isTrue();
        assertThat(ada.status().outboxItems()).isPositive();
        assertThat(ada.status().refused()).isEmpty();
        ben.createBoard("Of somebody else");
        write(ben, 6);
        assertThat(catchThrowableOfType(RelayException.class, ben::sync)).hasMessageContaining("filled");
        ada.access().rotate();
        relay.stop();
        relay.become(settings -> settings);
        relay.start();
        ada.sync();
        ben.sync();
        ada.sync();
        assertThat(ada.status().outboxItems()).isZero();
        assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
        assertThat(ada.board(board.id()).snapshot().cards()).hasSize(1);
        assertThat(ada.boards()).hasSize(2);
    }

    @Test
    void aRelayThatIsFullOfWorkspacesKeepsTheOldOnesAndTheNewOneWaits_REL29() throws Exception {
        Workspace ada = homes.found(relay);
        ada.sync();
        relay.stop();
        relay.become(settings -> settings.withRelay(settings.relay().withRoom(new RelayLimits.Room(100, 1, 1L << 40))));
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
