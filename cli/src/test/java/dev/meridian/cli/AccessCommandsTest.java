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
    void doctorSaysWhoHasAccessAndHowTheyCameByIt_MEM1() {
        try (Team team = new Team(directory).founded().joined()) {
            team.ann().run("member", "role", "Bob", "viewer").ok();
            assertThat(team.ann().run("member", "ls").ok().out()).contains("owner", "viewer");
            team.bob().run("sync").ok();
            assertThat(team.bob().run("board", "create", "Not mine to make").err())
                    .contains("Ann changed your role at 20", "an owner can change it back");
            team.ann().run("member", "remove", "Bob").ok();

            String told = team.ann().run("doctor", "--verify").ok().out();
            assertThat(told)
                    .contains("Ann founded the workspace")
                    .contains("Bob joined as editor, by an invite of Ann")
                    .contains("Ann made Bob viewer")
                    .contains("Ann removed Bob")
                    .contains("all is well");
            JsonNode found = team.ann().run("doctor", "--verify", "--json").ok().json();
            JsonNode harbour = found.path("workspaces").get(0);
            assertThat(harbour.path("epoch").asInt()).isEqualTo(1);
            assertThat(harbour.path("people").findValuesAsText("state")).containsExactly("member", "removed");
            assertThat(harbour.path("history").findValuesAsText("kind"))
                    .containsExactly("founded", "invited", "joined", "role_set", "removed");
            assertThat(team.ann().run("doctor").ok().out()).doesNotContain("founded the workspace");
            assertThat(team.bob().run("sync").err())
                    .contains("you were removed from this workspace at 20", " by Ann", "can be exported");
        }
    }

    @Test
    void whoIsRemovedWhileWritingOfflineIsToldWhichEditsAreTheirsAloneAndTakesThemOut_MEM13() throws Exception {
        try (Team team = new Team(directory).founded().joined()) {
            team.ann().run("board", "create", "Roadmap").ok();
            team.ann().run("card", "add", "Shared").ok();
            team.ann().run("sync").ok();
            team.bob().run("sync").ok();
            assertThat(team.bob().run("kept").ok().out()).contains("Nothing is kept on this device alone");
            team.bob().run("card", "add", "Before, not sent").ok();
            team.ann().run("member", "remove", "Bob").ok();
            team.bob().run("card", "add", "After, not knowing").ok();
            team.bob()
                    .run("card", "set", "Shared", "--title", "Renamed in vain")
                    .ok();
            team.bob().run("doc", "new", "Notes in vain").ok();
            assertThat(team.bob().run("kept").ok().out()).contains("meridian sync sends them");

            assertThat(team.bob().run("sync").code(ExitCode.NOT_ALLOWED).err())
                    .contains("you were removed from this workspace at 20", " by Ann", "meridian kept lists it");

            assertThat(team.bob().run("status").ok().out())
                    .contains("alone, which nobody else gets", "you were removed", "by Ann")
                    .doesNotContain("to be sent");
            String kept = team.bob().run("kept").ok().out();
            assertThat(kept)
                    .contains("Kept on this device alone", "you were removed from this workspace at 20", " by Ann")
                    .contains("Before, not sent", "After, not knowing", "Notes in vain")
                    .contains("title Shared → Renamed in vain");
            assertThat(team.bob()
                            .run("kept", "--json")
                            .ok()
                            .json()
                            .path("others")
                            .findValuesAsText("title"))
                    .contains("Notes in vain");
            team.bob().run("export", "--format", "json", "out").ok();
            assertThat(java.nio.file.Files.readString(directory.resolve("out/workspace.json")))
                    .contains("Before, not sent", "Renamed in vain", "Notes in vain");
            team.ann().run("sync").ok();
            assertThat(team.ann().run("card", "ls").ok().out())
                    .contains("Shared")
                    .doesNotContain("Before, not sent", "After, not knowing", "in vain");
        }
    }

    @Test
    void wordsAreMadeWithTheWorkspaceAndBringItsFounderBack_WORDS1() throws Exception {
        try (Team team = new Team(directory)) {
            team.ann()
                    .run(
                            "workspace",
                            "create",
                            "Harbour",
                            "--relay",
                            team.url(),
                            "--name",
                            "Ann",
                            "--words-file",
                            "ann.words")
                    .ok();
            team.ann().run("sync").ok();
            String link = text(team.ann(), "link", "invite");
            team.bob()
                    .run("join", link, "--name", "Bob", "--zone", "Asia/Tokyo", "--words-file", "bob.words")
                    .ok();
            assertThat(java.nio.file.Files.readString(directory.resolve("bob.words"))
                            .split(" "))
                    .hasSize(24);
            assertThat(java.nio.file.Files.getPosixFilePermissions(directory.resolve("bob.words")))
                    .hasSize(2);
            team.ann().run("sync").ok();
            for (String who : List.of("ann", "bob")) {
                Shell fresh = new Shell(directory.resolve("fresh " + who), directory);
                String way = text(team.ann(), "link", "device", "link");
                fresh.run("recover", way, "--words-file", who + ".words").ok();
                assertThat(fresh.run("device", "ls").ok().out()).contains("this device", "recovery words");
            }
            team.ann()
                    .run("workspace", "create", "Other", "--relay", team.url(), "--words-file", "ann.words")
                    .failed(ExitCode.CANNOT_CREATE, "is there already");
            team.ann()
                    .run("workspace", "create", "Other", "--relay", team.url(), "--words-file", "x", "--no-words")
                    .failed(ExitCode.USAGE, "exclude each other");
        }
    }

    @Test
    void whoDoesNotTypeAWordBackMakesNothing_WORDS1() {
        try (Team team = new Team(directory)) {
            Shell ann = team.ann()
                    .terminal(new dev.meridian.cli.run.Terminal(true, true, true, 100))
                    .typing("no", "no", "no");
            Result told = ann.run("workspace", "create", "Harbour", "--relay", team.url(), "--name", "Ann");
            told.code(ExitCode.REFUSED);
            assertThat(told.err()).contains("this once and kept nowhere", "nothing was made");
            assertThat(told.out()).isEmpty();
            assertThat(ann.run("workspace", "list", "--json").ok().json().path("workspaces"))
                    .isEmpty();
            ann.run("workspace", "create", "Harbour", "--relay", team.url(), "--name", "Ann", "--no-words")
                    .ok();
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
