package dev.meridian.server.store;

import dev.meridian.sync.relay.RelayLog;
import dev.meridian.sync.relay.RelayLogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RocksRelayLogTest extends RelayLogContract {
    @TempDir
    Path directory;

    @Override
    protected RelayLog open() throws Exception {
        return RocksRelayLog.open(StoreFixture.settings(directory));
    }
}
