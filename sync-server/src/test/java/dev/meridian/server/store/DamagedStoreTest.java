package dev.meridian.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meridian.server.store.StoreOpenException.Reason;
import dev.meridian.sync.relay.StoreFault;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DamagedStoreTest {
    @TempDir
    Path directory;

    private final StoreFixture fixture = new StoreFixture("damaged");

    private RocksRelayLog open() throws StoreOpenException {
        return RocksRelayLog.open(StoreFixture.settings(directory));
    }

    private List<Path> files(Path root, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static void flipByteInTheMiddle(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long middle = bytes.length() / 2;
            bytes.seek(middle);
            int was = bytes.read();
            bytes.seek(middle);
            bytes.write(was ^ 0xff);
        }
    }

    /** The store as a killed process leaves it: copied while it is open, its last entries only in the write-ahead log. */
    private void copyAsKilled() throws Exception {
        try (RocksRelayLog log = open()) {
            for (int i = 0; i < 20; i++) {
                log.append(List.of(fixture.batch(50, 200)));
            }
            Path copy = Files.createDirectory(directory.resolve("copy"));
            for (Path file : files(directory.resolve("data"), "")) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Files.move(directory.resolve("data"), directory.resolve("original"));
        Files.move(directory.resolve("copy"), directory.resolve("data"));
    }

    @Test
    void recoversWhatOnlyTheWriteAheadLogHas_DSK1() throws Exception {
        copyAsKilled();
        try (RocksRelayLog log = open()) {
            assertThat(log.recover(fixture.workspace()).orElseThrow().pos()).isEqualTo(1_000);
            assertThat(log.read(fixture.workspace(), 0, Integer.MAX_VALUE)).hasSize(1_000);
        }
    }

    @Test
    void toleratesATornEndOfTheWriteAheadLog_DSK1() throws Exception {
        copyAsKilled();
        Path wal = files(directory.resolve("data"), ".log").getLast();
        try (RandomAccessFile bytes = new RandomAccessFile(wal.toFile(), "rw")) {
            bytes.setLength(bytes.length() - 100);
        }
        try (RocksRelayLog log = open()) {
            assertThat(log.recover(fixture.workspace()).orElseThrow().pos()).isEqualTo(950);
        }
    }

    @Test
    void refusesToOpenAfterAFlippedByteInTheWriteAheadLog_DSK2() throws Exception {
        copyAsKilled();
        flipByteInTheMiddle(files(directory.resolve("data"), ".log").getLast());
        StoreOpenException refused = catchThrowableOfType(StoreOpenException.class, this::open);
        assertThat(refused.reason()).isEqualTo(Reason.CORRUPT);
        assertThat(refused).hasMessageContaining(directory.resolve("data").toString());
        assertThat(refused.getMessage()).doesNotContain("\n");
        assertThatThrownBy(this::open).as("and again").isInstanceOf(StoreOpenException.class);
    }

    @Test
    void findsAFlippedByteInATableWhenItIsRead_DSK2() throws Exception {
        copyAsKilled();
        open().close(); // what was in the write-ahead log is in tables now
        Path biggest = files(directory.resolve("data"), ".sst").stream()
                .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
                .orElseThrow();
        flipByteInTheMiddle(biggest);
        try (RocksRelayLog log = open()) {
            assertThatThrownBy(() -> log.read(fixture.workspace(), 0, Integer.MAX_VALUE))
                    .isInstanceOfSatisfying(
                            StoreFault.class,
                            fault -> assertThat(fault.isRetryable()).isFalse())
                    .hasMessageStartingWith("corruption");
        }
    }

    @Test
    void refusesDataOfAnotherFormat_DSK2() throws Exception {
        open().close();
        try (Tables tables = new Tables(StoreFixture.settings(directory))) {
            tables.db().put(tables.meta(), Rows.FORMAT, Rows.number(99));
        }
        StoreOpenException refused = catchThrowableOfType(StoreOpenException.class, this::open);
        assertThat(refused.reason()).isEqualTo(Reason.OTHER_FORMAT);
        assertThat(refused).hasMessageContaining("format 99");
    }

    @Test
    void answersNothingOnceClosed_DSK1() throws Exception {
        RocksRelayLog log = open();
        log.close();
        log.close();
        assertThatThrownBy(() -> log.append(List.of(fixture.batch(1, 10)))).hasMessage("the store is closed");
        assertThatThrownBy(log::probe).hasMessage("the store is closed");
    }
}
