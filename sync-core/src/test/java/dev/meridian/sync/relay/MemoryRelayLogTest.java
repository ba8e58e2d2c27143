package dev.meridian.sync.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryRelayLogTest extends RelayLogContract {
    private final MemoryRelayLog.Disk disk = new MemoryRelayLog.Disk();

    @Override
    protected RelayLog open() {
        return new MemoryRelayLog(disk);
    }

    @Test
    void aCopyOfTheDiskIsABackup() throws Exception {
        LogWriter writer = new LogWriter("one");
        writer.member("genesis");
        writer.envelope("later");
        open().append(List.of(writer.batch(1, 1, 1)));
        MemoryRelayLog.Disk backup = disk.copy();
        open().append(List.of(writer.batch(1, 2, 2)));

        assertThat(new MemoryRelayLog(backup).read(writer.workspace(), 0, 1_000))
                .hasSize(1);
        assertThat(open().read(writer.workspace(), 0, 1_000)).hasSize(2);
    }

    @Test
    void aClosedLogAnswersNothing() throws Exception {
        LogWriter writer = new LogWriter("one");
        RelayLog log = open();
        log.close();
        assertThatThrownBy(() -> log.recover(writer.workspace())).isInstanceOf(StoreFault.class);
        assertThatThrownBy(() -> log.append(List.of())).isInstanceOf(StoreFault.class);
    }
}
