package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meridian.model.id.CardId;
import dev.meridian.model.value.Position;
import dev.meridian.server.store.FailingDisk;
import dev.meridian.server.store.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A home whose disk takes nothing more, on file systems of its own; skipped where the process may not mount one. */
class FullDiskClientTest extends RelayTest {
    private static final int DISK_MIB = 8;
    private static final int CARDS_MAX = 10_000;

    /** One at a time, until the disk takes no more; what that failed with. */
    private static StoreException addUntilRefused(BoardHandle board, List<CardId> returned) {
        for (int i = 0; i < CARDS_MAX; i++) {
            try {
                returned.add(board.addCard("Card " + i + " with a title of some length", new Position(i, i)));
            } catch (StoreException e) {
                return e;
            }
        }
        throw new AssertionError("the disk takes everything");
    }

    @Test
    void aFullDiskRefusesEditsReadsGoOnAndSoDoesEditingWhenThereIsRoom_STORE2() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(directory, DISK_MIB);
                Homes small = new Homes(disk.root())) {
            Path ballast = Files.write(disk.root().resolve("ballast"), new byte[(DISK_MIB - 2) << 20]);
            Workspace ada = small.found(relay);
            BoardHandle board = ada.createBoard("Roadmap");
            ada.sync();
            Workspace ben = homes.join(ada, "ben");
            List<CardId> returned = new ArrayList<>();
            StoreException full = addUntilRefused(board, returned);
            assertThat(full.reason()).isEqualTo(StoreException.Reason.FULL);
            assertThat(full).hasMessageContaining("is full");
            assertThat(board.snapshot().cards().keySet())
                    .as("what returned, and nothing of what did not")
                    .containsExactlyInAnyOrderElementsOf(returned);

            CardId ofBen = ben.board(board.id()).addCard("While Ada has no room", Position.ORIGIN);
            ben.sync();
            StoreException receiving = catchThrowableOfType(StoreException.class, ada::sync);
            assertThat(receiving.reason()).isEqualTo(StoreException.Reason.FULL);

            Files.delete(ballast);
            returned.add(board.addCard("There is room", Position.ORIGIN));
            ada.sync();
            ben.sync();
            assertThat(board.snapshot().cards().keySet()).containsAll(returned).contains(ofBen);
            assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
            assertThat(ada.verify().problems()).isEmpty();
            assertThat(ada.status().refused()).isEmpty();
            assertThat(ben.status().rejected()).isEmpty();
        }
    }

    @Test
    void aDiskThatBecomesReadOnlyRefusesEditsAndHasAllThatReturnedWhenItIsRepaired_STORE2() throws Exception {
        try (FailingDisk disk = FailingDisk.mount(directory, 32)) {
            List<CardId> returned = new ArrayList<>();
            BoardHandle board;
            try (Homes failing = new Homes(disk.root())) {
                Workspace ada = failing.found(relay);
                board = ada.createBoard("Roadmap");
                ada.sync();
                for (int i = 0; i < 20; i++) {
                    returned.add(board.addCard("Card " + i, Position.ORIGIN));
                }
                disk.fail();
                StoreException refused = addUntilRefused(board, returned);
                assertThat(refused.reason())
                        .as(refused.getMessage())
                        .isIn(StoreException.Reason.READ_ONLY, StoreException.Reason.FAILED);
                assertThat(board.snapshot().cards().keySet()).containsExactlyInAnyOrderElementsOf(returned);
            }
            disk.repair();
            try (Homes repaired = new Homes(disk.root())) {
                Workspace ada = repaired.open("ada").workspace("Apollo");
                assertThat(ada.board(board.id()).snapshot().cards().keySet()).containsAll(returned);
                assertThat(ada.verify().problems()).isEmpty();
                ada.sync();
                assertThat(ada.status().outboxChanges()).isZero();
            }
        }
    }
}
