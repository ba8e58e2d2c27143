package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meridian.model.value.Position;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Workspace files that cannot be used, and what the doctor finds. */
class DamagedStoreTest extends RelayTest {

    private Path fileOf(Workspace workspace) {
        return workspace.info().file();
    }

    private Workspace closedWorkspaceWithACard() {
        Workspace ada = homes.found(relay);
        ada.createBoard("Roadmap").addCard("Launch", Position.ORIGIN);
        ada.sync();
        return ada;
    }

    @Test
    void aFileOfGarbageIsCorruptAndNamed() throws Exception {
        Workspace ada = closedWorkspaceWithACard();
        Path file = fileOf(ada);
        homes.close(ada);
        byte[] garbage = new byte[8192];
        java.util.Arrays.fill(garbage, (byte) 7);
        Files.write(file, garbage);

        StoreException failure = catchThrowableOfType(
                StoreException.class, () -> homes.open("ada").workspace("Apollo"));

        assertThat(failure.reason()).isEqualTo(StoreException.Reason.CORRUPT);
        assertThat(failure).hasMessageContaining(file.toString());
    }

    @Test
    void aDamagedWorkspaceIsInNobodysWayButItsOwn() throws Exception {
        Workspace ada = closedWorkspaceWithACard();
        Path file = fileOf(ada);
        Meridian home = homes.open("ada");
        Workspace other = home.createWorkspace("Gemini", relay.uri(), "Ada", Homes.ZURICH);
        homes.close(ada);
        homes.close(other);
        Files.write(file, new byte[5000]);

        Meridian again = homes.open("ada");
        assertThat(again.workspace("Gemini").id()).isEqualTo(other.id());
        assertThat(again.listing().workspaces()).extracting(WorkspaceInfo::name).containsExactly("Gemini");
        assertThat(again.listing().unreadable())
                .singleElement()
                .satisfies(broken -> assertThat(broken).hasMessageContaining("join again by a new link"));
    }

    @Test
    void aFileOfALaterVersionIsLeftAlone() throws Exception {
        Workspace ada = closedWorkspaceWithACard();
        Path file = fileOf(ada);
        homes.close(ada);
        execute(file, "PRAGMA user_version = 4");

        assertThat(catchThrowableOfType(
                                StoreException.class, () -> homes.open("ada").workspace("Apollo"))
                        .reason())
                .isEqualTo(StoreException.Reason.NEWER_VERSION);
    }

    @Test
    void aFileOfVersion1IsBroughtUpToDate() throws Exception {
        Workspace ada = closedWorkspaceWithACard();
        Path file = fileOf(ada);
        homes.close(ada);
        execute(file, "DROP INDEX rejected_waiting");
        execute(file, "ALTER TABLE rejected DROP COLUMN waits_for");
        execute(file, "DROP TABLE statements");
        execute(file, "DROP TABLE snapshots");
        execute(file, "DROP INDEX log_pruned");
        execute(file, "PRAGMA user_version = 1");

        Workspace again = homes.open("ada").workspace("Apollo");
        assertThat(again.boards()).hasSize(1);
        assertThat(again.decisions()).isEmpty();
        assertThat(again.status().rejected()).isEmpty();
        assertThat(again.verify().problems()).isEmpty();
    }

    @Test
    void anotherProcessThatHoldsTheFileIsWaitedForAndThenNamed() throws Exception {
        Workspace ada = closedWorkspaceWithACard();
        Path file = fileOf(ada);
        homes.close(ada);
        MeridianOptions impatient = Homes.QUICK.withLockTimeout(Duration.ofMillis(200));
        try (Meridian home = Meridian.open(homes.path("ada"), impatient);
                Workspace again = home.workspace("Apollo");
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            StoreException failure = catchThrowableOfType(StoreException.class, () -> again.createBoard("Another"));

            assertThat(failure.reason()).isEqualTo(StoreException.Reason.LOCKED);
            statement.execute("ROLLBACK");
            again.createBoard("Now it works");
            assertThat(again.boards()).hasSize(2);
        }
    }

    @Test
    void keysOfAnotherDeviceDoNotOpenAWorkspace() throws Exception {
        Workspace ada = closedWorkspaceWithACard();
        homes.close(ada);
        Files.delete(homes.path("ada").resolve("device.key"));

        KeyException failure =
                catchThrowableOfType(KeyException.class, () -> homes.open("ada").workspace("Apollo"));

        assertThat(failure.reason()).isEqualTo(KeyException.Reason.OTHER_DEVICE);
    }

    @Test
    void theDoctorFindsAnAlteredEntry_STORE12() throws Exception {
        Workspace ada = closedWorkspaceWithACard();
        // Another last byte than there is, whichever that is: one byte in 256 is zero already.
        execute(
                fileOf(ada),
                "UPDATE log SET item = CAST(substr(item, 1, length(item) - 1)"
                        + " || CASE substr(item, -1) WHEN x'00' THEN x'01' ELSE x'00' END AS BLOB) WHERE pos = 2");

        assertThat(ada.verify().problems())
                .anyMatch(problem -> problem.contains("The item at position 2 is not the one recorded"));
    }

    @Test
    void theDoctorFindsABrokenChain_STORE12() throws Exception {
        Workspace ada = closedWorkspaceWithACard();
        execute(fileOf(ada), "UPDATE log SET chain = zeroblob(32) WHERE pos = 1");

        assertThat(ada.verify().problems()).anyMatch(problem -> problem.contains("chain at position 1"));
    }

    @Test
    void theDoctorFindsALostChange_STORE12() throws Exception {
        Workspace ada = closedWorkspaceWithACard();
        execute(fileOf(ada), "DELETE FROM changes WHERE ordinal = (SELECT max(ordinal) FROM changes)");

        Verification found = ada.verify();

        assertThat(found.isSound()).isFalse();
        assertThat(found.problems()).anyMatch(problem -> problem.contains("missing in document"));
    }

    private static void execute(Path file, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
