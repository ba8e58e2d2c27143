package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.value.Position;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A byte of a workspace's file is another one: what SQLite itself does not notice, hashes and signatures do. {@code -Dmeridian.flip.seed=N} to repeat the places of a run.
 */
class FlippedByteTest extends RelayTest {
    private static final int FLIPS = Boolean.getBoolean("meridian.soak") ? 3_000 : 60;
    private static final long SEED = Long.getLong("meridian.flip.seed", System.nanoTime());

    private enum Outcome {
        /** The file is not opened, or not read on. */
        REFUSED,
        /** It opens, and the doctor finds what is wrong. */
        FOUND,
        /** Nothing is different: no row has that byte. */
        HARMLESS
    }

    private final Random random = new Random(SEED);

    @Test
    void isRefusedOrFoundByTheDoctorAndNeverBelieved_STORE12() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        for (int i = 0; i < 30; i++) {
            board.addCard("Card " + i, new Position(i, i));
        }
        ada.sync();
        board.addCard("Not sent yet", Position.ORIGIN);
        String before = Homes.json(ada);
        Path file = ada.info().file();
        homes.close(ada);
        byte[] sound = Files.readAllBytes(file);
        Map<Outcome, Integer> seen = new EnumMap<>(Outcome.class);
        for (int i = 0; i < FLIPS; i++) {
            int place = random.nextInt(sound.length);
            int flip = 1 << random.nextInt(8);
            Files.write(file, sound);
            flip(file, place, flip);
            Outcome outcome;
            try {
                outcome = outcome(before);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "byte %d of %d, flipped by %d; seed %d".formatted(place, sound.length, flip, SEED), e);
            }
            seen.merge(outcome, 1, Integer::sum);
        }
        assertThat(seen).as("seed %d", SEED).containsKey(Outcome.FOUND);
    }

    @Test
    void aTornEndOfTheWriteAheadLogCostsTheLastEditsOnlyAndTheRelayGivesBackWhatItHas_STORE1() throws Exception {
        losesNothingThatWasSent(wal -> {
            try (RandomAccessFile bytes = new RandomAccessFile(wal.toFile(), "rw")) {
                bytes.setLength(bytes.length() - 100);
            }
        });
    }

    @Test
    void aFlippedByteInTheWriteAheadLogCutsItOffThereAndTheRelayGivesBackWhatItHas_STORE1() throws Exception {
        losesNothingThatWasSent(wal -> flip(wal, (int) (Files.size(wal) / 2), 1));
    }

    private interface Damage {
        void doTo(Path file) throws IOException;
    }

    /** Kills a client that has sent all it wrote, damages what only its write-ahead log has, and lets it go on. */
    private void losesNothingThatWasSent(Damage damage) throws Exception {
        Workspace ada = homes.found(relay);
        BoardId board = ada.createBoard("Roadmap").id();
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        Path wal = ada.info().file().resolveSibling(ada.info().file().getFileName() + "-wal");
        homes.close(ada);
        List<CardId> sent = new ArrayList<>();
        try (ClientProcess client =
                ClientProcess.start(homes.path("ada"), board, ClientProcess.Mode.WATCHING, 1_000_000)) {
            for (int i = 0; i < 40; i++) {
                client.next().ifPresent(sent::add);
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                ben.sync();
                return ben.board(board).snapshot().cards().keySet().containsAll(sent);
            });
            client.kill();
        }
        assertThat(wal).isNotEmptyFile();
        damage.doTo(wal);

        Workspace again = homes.open("ada").workspace("Apollo");
        again.sync();
        assertThat(again.board(board).snapshot().cards().keySet()).containsAll(sent);
        CardId after = again.board(board).addCard("Afterwards", Position.ORIGIN);
        again.sync();
        ben.sync();
        assertThat(ben.board(board).snapshot().cards()).containsKey(after);
        assertThat(Homes.json(again)).isEqualTo(Homes.json(ben));
        assertThat(again.verify().problems()).isEmpty();
        assertThat(again.status().refused()).isEmpty();
        assertThat(ben.status().rejected()).isEmpty();
    }

    private Outcome outcome(String before) {
        try (Meridian home = Meridian.open(homes.path("ada"), Homes.QUICK);
                Workspace again = home.workspace("Apollo")) {
            String now = Homes.json(again);
            boolean isSound = again.verify().isSound();
            assertThat(isSound && !now.equals(before))
                    .as("it shows something else, and says that all is well")
                    .isFalse();
            return isSound ? Outcome.HARMLESS : Outcome.FOUND;
        } catch (StoreException e) {
            assertThat(e.reason()).as(e.getMessage()).isEqualTo(StoreException.Reason.CORRUPT);
            return Outcome.REFUSED;
        }
    }

    private static void flip(Path file, int place, int bits) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(place);
            int was = bytes.read();
            bytes.seek(place);
            bytes.write(was ^ bits);
        }
    }
}
