package dev.meridian.bench.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.client.Meridian;
import dev.meridian.client.Workspace;
import dev.meridian.server.RelayServer;
import dev.meridian.server.RelaySettings;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrownWorkspaceTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Zurich");

    @TempDir
    private Path directory;

    private RelayServer relay() throws Exception {
        return RelayServer.start(
                RelaySettings.of(directory.resolve("relay"), new RelaySettings.Listen("127.0.0.1", 0)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNewcomerHasEveryCardThatWasGrown(boolean gathered) throws Exception {
        try (RelayServer relay = relay();
                GrownWorkspace grown = GrownWorkspace.found(relay.address());
                Meridian home = Meridian.open(directory.resolve("home"))) {
            grown.grow(200, gathered);
            try (Workspace joined = home.join(grown.invite(), "Newcomer", ZONE)) {
                assertThat(joined.board(grown.board()).snapshot().cards()).hasSize(40);
                assertThat(joined.status().rejected()).isEmpty();
            }
        }
    }

    @Test
    void whoWasAwayReceivesWhatGrewSince() throws Exception {
        try (RelayServer relay = relay();
                GrownWorkspace grown = GrownWorkspace.found(relay.address());
                Meridian home = Meridian.open(directory.resolve("home"))) {
            grown.grow(50, false);
            try (Workspace away = home.join(grown.invite(), "Away", ZONE)) {
                grown.grow(25, false);

                assertThat(away.sync().received()).isEqualTo(25);
                assertThat(away.board(grown.board()).snapshot().cards()).hasSize(15);
            }
        }
    }
}
