package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.client.WorkspaceEvent.Changed;
import dev.meridian.client.WorkspaceEvent.Origin;
import dev.meridian.model.id.CardId;
import dev.meridian.model.value.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two processes on one home. */
class TwoProcessesTest extends RelayTest {
    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void bothEditAtOnceAndNothingIsLost_STORE8() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        List<CardId> all = new ArrayList<>();
        try (ClientProcess other = ClientProcess.start(homes.path("ada"), board.id(), ClientProcess.Mode.OFFLINE, 60)) {
            all.add(other.next().orElseThrow());
            for (int i = 0; i < 60; i++) {
                all.add(board.addCard("Here " + i, new Position(i, 0)));
            }
            all.addAll(other.rest());
        }

        assertThat(all).hasSize(120);
        assertThat(board.snapshot().cards().keySet()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(ada.verify().problems()).isEmpty();
        ada.sync();
        ben.sync();
        assertThat(ben.status().rejected()).isEmpty();
        assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
    }

    @Test
    void aWatcherSeesAndSendsWhatACommandWrites_STORE8() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        Recorder seen = Recorder.of(ada);
        Watch watching = ada.watch();
        List<CardId> written;
        try (ClientProcess command =
                ClientProcess.start(homes.path("ada"), board.id(), ClientProcess.Mode.OFFLINE, 3)) {
            written = command.rest();
        }

        await().atMost(SOON)
                .until(() -> seen.saw(
                        event -> event instanceof Changed changed && changed.origin() == Origin.OTHER_PROCESS));
        await().atMost(SOON).until(() -> ada.status().outboxChanges() == 0);
        ben.sync();

        assertThat(ben.board(board.id()).snapshot().cards().keySet()).containsExactlyInAnyOrderElementsOf(written);
        watching.close();
    }

    @Test
    void twoWatchersOnOneHomeStoreEachEntryOnce_STORE8() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        Watch watching = ada.watch();
        try (ClientProcess other =
                ClientProcess.start(homes.path("ada"), board.id(), ClientProcess.Mode.WATCHING, 40)) {
            for (int i = 0; i < 20; i++) {
                ben.board(board.id()).addCard("Ben's " + i, new Position(i, 0));
            }
            ben.sync();
            assertThat(other.rest()).hasSize(40);
        }

        await().atMost(SOON).until(() -> board.snapshot().cards().size() == 60);
        await().atMost(SOON).until(() -> ada.status().outboxChanges() == 0);
        ben.sync();

        assertThat(ada.verify().problems()).isEmpty();
        assertThat(ada.status().rejected()).isEmpty();
        assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
        watching.close();
    }

    @Test
    void aDiskThatTakesNoMoreLosesNothingThatReturned_STORE2() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        homes.close(ada);
        List<CardId> returned = new ArrayList<>();
        String failure;
        try (ClientProcess client = ClientProcess.startWithin(600, homes.path("ada"), board.id())) {
            failure = client.failure(returned);
        }

        assertThat(failure).matches("(FULL|FAILED) .*");
        Workspace again = homes.open("ada").workspace("Apollo");
        assertThat(again.board(board.id()).snapshot().cards().keySet()).containsAll(returned);
        assertThat(again.verify().problems()).isEmpty();
        again.board(board.id()).addCard("There is room again", Position.ORIGIN);
    }
}
