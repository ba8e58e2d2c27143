package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A byte of a relay's tables is another one. */
@Timeout(60)
class DamagedTableRelayTest {
    @TempDir
    Path directory;

    @Test
    void readersOfTheDamagedPlaceAreSentAwayNothingWrongIsServedAndABackupMendsIt_DSK2() throws Exception {
        Operator operator = new Operator(directory.resolve("data"), directory.resolve("backups"));
        Ledger ledger;
        Ledger other;
        try (RelayServer relay = operator.start()) {
            ledger = Ledger.found(relay.address(), relay.key());
            ledger.push(relay.address(), 30);
            operator.backUp(relay);
        }
        flipByteInTheMiddleOfTheLargestTable();
        try (RelayServer relay = operator.start()) {
            assertSentAway(ledger, relay);
            other = Ledger.found(relay.address(), relay.key());
            other.push(relay.address(), 3);
            other.assertHeldBy(relay.address());
        }
        operator.backups().restore(Optional.empty(), directory.resolve("restored"));
        Operator again = new Operator(directory.resolve("restored"), directory.resolve("backups"));
        try (RelayServer relay = RelayServer.start(
                again.settings().withKeyFile(operator.settings().keyFile()))) {
            ledger.assertHeldBy(relay.address());
        }
    }

    private static void assertSentAway(Ledger ledger, RelayServer relay) throws IOException {
        try (RelayClient reader = ledger.login(relay.address())) {
            Follower log = new Follower(ledger.workspace().id(), relay.key());
            log.resume(reader);
            Frame frame = reader.next();
            while (frame.hasAppend()) {
                log.accept(frame.getAppend()); // which checks chain and signature
                frame = reader.next();
            }
            assertThat(frame.getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_INTERNAL);
        }
    }

    private void flipByteInTheMiddleOfTheLargestTable() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("data"))) {
            Path largest = files.filter(file -> file.toString().endsWith(".sst"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
            try (RandomAccessFile bytes = new RandomAccessFile(largest.toFile(), "rw")) {
                bytes.seek(bytes.length() / 2);
                int was = bytes.read();
                bytes.seek(bytes.length() / 2);
                bytes.write(was ^ 0xff);
            }
        }
    }
}
