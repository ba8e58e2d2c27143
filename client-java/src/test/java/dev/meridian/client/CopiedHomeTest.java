package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.id.CardId;
import dev.meridian.model.value.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Homes that were copied, or put back from a backup: one device, several replicas (STORE-7). */
class CopiedHomeTest extends RelayTest {

    @Test
    void aCopyWritesAsAnotherActorAndBothMerge_STORE7() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        CardId unsent = board.addCard("Not sent when it was copied", Position.ORIGIN);
        homes.close(ada);
        copy(homes.path("ada"), homes.path("copy"));
        Workspace original = homes.open("ada").workspace("Apollo");
        Workspace copy = homes.open("copy").workspace("Apollo");

        CardId here = original.board(board.id()).addCard("Here", Position.ORIGIN);
        CardId there = copy.board(board.id()).addCard("There", Position.ORIGIN);
        original.sync();
        copy.sync();
        original.sync();
        ben.sync();

        assertThat(original.board(board.id()).snapshot().cards().keySet())
                .containsExactlyInAnyOrder(unsent, here, there);
        assertThat(Homes.json(copy)).isEqualTo(Homes.json(original));
        assertThat(Homes.json(ben)).isEqualTo(Homes.json(original));
        for (Workspace each : List.of(original, copy, ben)) {
            assertThat(each.status().rejected()).isEmpty();
            assertThat(each.status().outboxChanges()).isZero();
            assertThat(each.verify().problems()).isEmpty();
        }
    }

    @Test
    void aBackupPutBackForgetsNothingThatWasSent_STORE7() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        homes.close(ada);
        copy(homes.path("ada"), homes.path("backup"));
        ada = homes.open("ada").workspace("Apollo");
        CardId afterBackup = ada.board(board.id()).addCard("After the backup", Position.ORIGIN);
        ada.sync();
        homes.close(ada);

        delete(homes.path("ada"));
        copy(homes.path("backup"), homes.path("ada"));
        Workspace restored = homes.open("ada").workspace("Apollo");
        CardId afterRestore = restored.board(board.id()).addCard("After it was put back", Position.ORIGIN);
        restored.sync();

        assertThat(restored.board(board.id()).snapshot().cards().keySet())
                .containsExactlyInAnyOrder(afterBackup, afterRestore);
        assertThat(restored.status().rejected()).isEmpty();
        assertThat(restored.verify().problems()).isEmpty();
    }

    @Test
    void aFilePutBackInPlaceIsNoticed_STORE7() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        homes.close(ada);
        copy(homes.path("ada"), homes.path("backup"));
        ada = homes.open("ada").workspace("Apollo");
        CardId afterBackup = ada.board(board.id()).addCard("After the backup", Position.ORIGIN);
        ada.sync();
        homes.close(ada);

        // Over the old files, which keep their inodes.
        copy(homes.path("backup"), homes.path("ada"));
        Workspace restored = homes.open("ada").workspace("Apollo");
        CardId afterRestore = restored.board(board.id()).addCard("After it was put back", Position.ORIGIN);
        restored.sync();

        assertThat(restored.board(board.id()).snapshot().cards().keySet())
                .containsExactlyInAnyOrder(afterBackup, afterRestore);
        assertThat(restored.status().rejected()).isEmpty();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (Files.exists(target)) {
                    Files.write(target, Files.readAllBytes(file));
                } else {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
