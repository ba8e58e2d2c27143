package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.cli.exit.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has access, through the command line: real homes, a real relay. */
class AccessCommandsTest {

    @TempDir
    Path directory;

    @Test
    void anOwnerChangesRolesAndRemovesAndTheRemovedIsTold_MEM13() {
        try (Team team = new Team(directory).founded().joined()) {
            assertThat(team.ann().run("member", "role", "Bob", "viewer").ok().out())
                    .contains("Bob is a viewer now");
            team.bob().run("member", "role", "Ann", "viewer").failed(ExitCode.NOT_ALLOWED, "cannot be done");
            team.ann().run("member", "role", "Ann", "viewer").failed(ExitCode.NOT_ALLOWED, "cannot be done");
            team.ann().run("member", "remove", "Nobody").failed(ExitCode.NOT_FOUND, "there is no member \"Nobody\"");

            assertThat(team.ann().run("member", "remove", "Bob").ok().out()).contains("another key");

            team.bob().run("sync").code(ExitCode.NOT_ALLOWED);
            assertThat(devices(team.ann())).hasSize(1);
            assertThat(team.ann().run("device", "ls").ok().out()).contains("Ann", "owner", "this device");
        }
    }

    @Test
    void anotherDeviceIsLetInAndShutOut_MEM11() {
        try (Team team = new Team(directory).founded()) {
            team.ann().run("sync").ok();
            Shell phone = new Shell(directory.resolve("phone"), directory);
            String link = text(team.ann(), "link", "device", "link");
            String request = text(phone, "request", "device", "request", link);
            phone.run("device", "open", link).failed(ExitCode.NOT_ALLOWED);

            String id = text(team.ann(), "device", "device", "add", request);
            assertThat(phone.run("device", "open", link).ok().out()).contains("Harbour is here");
            phone.run("board", "create", "By phone").ok();
            phone.run("sync").ok();

            team.ann().run("device", "revoke", id.substring(0, 8)).ok();
            phone.run("sync").code(ExitCode.NOT_ALLOWED);
            team.ann().run("device", "add", "nonsense").failed(ExitCode.BAD_INPUT, "not a usable request");
        }
    }

    @Test
    void wordsBringSomebodyBackWhoLostEveryDevice_WORDS1() {
        try (Team team = new Team(directory).founded().joined()) {
            List<String> words = new ArrayList<>();
            team.bob()
                    .run("device", "words", "--json")
                    .ok()
                    .json()
                    .path("words")
                    .forEach(word -> words.add(word.asText()));
            assertThat(words).hasSize(24);
            team.ann().run("sync").ok();
            String link = text(team.ann(), "link", "device", "link");
            Shell fresh = new Shell(directory.resolve("fresh"), directory);

            fresh.input(String.join(" ", words.subList(0, 23)))
                    .run("recover", link, "--words-file", "-")
                    .failed(ExitCode.BAD_INPUT, "there are 23 words, not 24");
            fresh.typing(String.join(" ", words)).run("recover", link).ok();

            assertThat(fresh.run("board", "ls").ok().out()).isNotNull();
            assertThat(fresh.run("device", "ls", "--json")
                            .ok()
                            .json()
                            .path("devices")
                            .findValuesAsText("name"))
                    .contains("Bob");
        }
    }

    @Test
    void invitesAreListedAndRevokedAndSomeWaitForApproval_MEM16() {
        try (Team team = new Team(directory).founded()) {
            team.ann().run("sync").ok();
            String link = text(team.ann(), "link", "invite", "--approve");
            JsonNode invites =
                    team.ann().run("invite", "ls", "--json").ok().json().path("invites");
            assertThat(invites.get(0).path("approval").asBoolean()).isTrue();

            text(
                    team.ann(),
                    "invite",
                    "invite",
                    "revoke",
                    invites.get(0).path("id").asText().substring(0, 8));

            team.bob()
                    .run("join", link, "--name", "Bob", "--zone", "Asia/Tokyo")
                    .code(ExitCode.NOT_ALLOWED);
            assertThat(team.ann().run("invite", "ls").ok().out()).contains("revoked");
        }
    }

    @Test
    void theKeyIsChangedAndNothingIsToBeQuarantinedWhereNothingStands_MEM17() {
        try (Team team = new Team(directory).founded().joined()) {
            assertThat(team.ann().run("rotate").ok().out()).contains("2 devices have");
            team.bob().run("board", "create", "After").ok();
            team.syncAll();
            team.ann().run("quarantine", "1").failed(ExitCode.NOT_FOUND, "position 1 of the log");
            assertThat(team.ann().run("doctor").ok().out()).contains("all is well");
        }
    }

    private static List<String> devices(Shell who) {
        return who.run("device", "ls", "--json").ok().json().path("devices").findValuesAsText("id");
    }

    private static String text(Shell who, String key, String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.add("--json");
        String text = who.run(line.toArray(String[]::new)).ok().json().path(key).asText();
        assertThat(text).isNotEmpty();
        return text;
    }
}
