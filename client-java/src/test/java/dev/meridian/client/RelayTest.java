package dev.meridian.client;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What tests with a relay and homes have in common. */
@Timeout(300)
abstract class RelayTest {
    @TempDir
    Path directory;

    TestRelay relay;
    Homes homes;

    @BeforeEach
    final void startRelay() throws Exception {
        relay = TestRelay.started(directory);
        homes = new Homes(directory);
    }

    @AfterEach
    final void endRelay() {
        homes.close();
        relay.close();
    }
}
