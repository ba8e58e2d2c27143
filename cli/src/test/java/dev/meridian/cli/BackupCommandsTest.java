package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meridian.cli.exit.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay's backups as its operator has them. */
class BackupCommandsTest {
    @TempDir
    Path directory;

    private Shell at(String home) {
        return new Shell(directory.resolve(home), directory);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void aRelayGoesBackToABackupAndItsClientsGiveItTheRest_BAK2() throws IOException {
        Shell ann = at("ann");
        int port;
        try (Running relay = at("operator")
                .start(
                        "relay",
                        "--data",
                        "data",
                        "--key",
                        "relay.key",
                        "--listen",
                        "127.0.0.1:0",
                        "--json",
                        "--admin",
                        "127.0.0.1:0",
                        "--backups",
                        "backups")
                .awaitOutput("}")) {
            JsonNode said = json(relay.out());
            port = URI.create(said.path("listening").asText()).getPort();
            String door = URI.create(said.path("admin").asText()).getAuthority();
            ann.run(
                            "workspace",
                            "create",
                            "Atlas",
                            "--relay",
                            said.path("listening").asText(),
                            "--name",
                            "Ann")
                    .ok();
            ann.run("board", "create", "Board").ok();
            ann.run("card", "add", "Before").ok();
            ann.run("sync").ok();
            assertThat(at("operator")
                            .run("backup", "make", "--admin", door)
                            .ok()
                            .out())
                    .startsWith("backup 1: ");
            ann.run("card", "add", "After").ok();
            ann.run("sync").ok();
            relay.stop().ok();
        }
        assertThat(at("operator").run("backup", "verify", "backups").ok().out())
                .contains("1 workspaces")
                .contains("every chain holds");
        assertThat(json(at("operator")
                                .run("backup", "ls", "backups", "--json")
                                .ok()
                                .out())
                        .path("backups"))
                .hasSize(1);
        at("operator").run("restore", "backups", "--data", "restored").ok();
        try (Running relay = at("operator")
                .start("relay", "--data", "restored", "--key", "relay.key", "--listen", "127.0.0.1:" + port)
                .awaitOutput("listening")) {
            assertThat(ann.run("sync").ok().out()).contains("gave back 1 entry that the relay had lost");
            relay.stop().ok();
        }
    }

    @Test
    void aStoppedRelaysDataIsBackedUpToo_BAK1() {
        try (Running relay = at("operator")
                .start("relay", "--data", "data", "--listen", "127.0.0.1:0")
                .awaitOutput("listening")) {
            Result busy = at("operator").run("backup", "make", "--data", "data", "--to", "backups");
            assertThat(busy.failed(ExitCode.TRY_LATER).err()).contains("another process has the data");
            relay.stop().ok();
        }
        at("operator")
                .run("backup", "make", "--data", "data", "--to", "backups")
                .ok();
        at("operator")
                .run("backup", "make", "--data", "data", "--to", "backups")
                .ok();
        assertThat(at("operator")
                        .run("backup", "make", "--data", "data", "--to", "backups", "--keep", "2")
                        .ok()
                        .out())
                .contains("2 kept");
    }

    @Test
    void saysWhatIsMissing_BAK2() throws IOException {
        Files.createDirectory(directory.resolve("empty"));
        assertThat(at("operator")
                        .run("backup", "ls", "nowhere")
                        .failed(ExitCode.NOT_FOUND)
                        .err())
                .contains("there is no such directory");
        assertThat(at("operator")
                        .run("backup", "ls", "empty")
                        .failed(ExitCode.BAD_INPUT)
                        .err())
                .contains("is not a directory of backups");
        assertThat(at("operator")
                        .run("backup", "make", "--to", "x")
                        .failed(ExitCode.USAGE)
                        .err())
                .contains("--data and --to");
        assertThat(at("operator")
                        .run("backup", "make", "--admin", "127.0.0.1:1")
                        .failed(ExitCode.UNAVAILABLE)
                        .err())
                .contains("no relay has its door at 127.0.0.1:1");
    }
}
