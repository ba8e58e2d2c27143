package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.cli.exit.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonEverywhereTest {

    /** Commands that go on until they are stopped: their JSON is tested where they are. */
    private static final Set<String> ENDLESS = Set.of("relay", "demo");

    @TempDir
    Path directory;

    @Test
    void everyCommandAnswersWithOneJsonDocumentWithItsKeys_CMD3() {
        try (Team team = new Team(directory)) {
            Shell ann = team.ann();
            Shell bob = team.bob();
            answers(
                    ann,
                    "workspace create Harbour --relay " + team.url() + " --name Ann --zone Europe/Lisbon",
                    "id",
                    "name",
                    "relay",
                    "home",
                    "member");
            answers(ann, "key show", "file", "device", "underPassphrase");
            answers(ann, "key unprotect", "file", "underPassphrase");
            answers(ann, "workspace list", "home", "workspaces");
            answers(ann, "workspace show", "id", "members", "statuses", "boards", "documents");
            answers(ann, "member ls", "members");
            answers(ann, "member show Ann", "id", "name", "zone", "hours", "daysOff");
            answers(ann, "member set Ann --zone Asia/Tokyo", "id", "name", "zone", "hours", "daysOff");
            answers(ann, "cycle ls", "update");
            answers(ann, "cycle set update --from 2026-11-27", "update");
            answers(ann, "overlap", "members", "common", "anyHourWorks", "slots", "handOver", "paidMinutes");
            answers(ann, "meeting held 2026-11-23T03:00", "meeting");
            answers(ann, "meeting ls", "members");
            answers(ann, "meeting forget 2026-11-23T03:00", "forgotten");
            answers(ann, "board create Board", "id", "title");
            answers(ann, "board ls", "boards");
            answers(ann, "board rename Board Plan", "id", "title", "changed");
            answers(ann, "card add Alpha --status Idea", "changed", "card");
            answers(ann, "card add Beta", "changed", "card");
            answers(ann, "card set Alpha --label a", "changed", "card");
            answers(ann, "card move Alpha --by 1,1", "changed", "card");
            answers(
                    ann,
                    "card show Alpha",
                    "id",
                    "title",
                    "status",
                    "owners",
                    "labels",
                    "documents",
                    "position",
                    "size",
                    "group",
                    "targetDate",
                    "estimate",
                    "color",
                    "description",
                    "blockedBy",
                    "blocks",
                    "relatesTo",
                    "conflicts",
                    "revival",
                    "deleted");
            answers(ann, "card ls", "cards");
            answers(ann, "link Alpha Beta", "id", "from", "to", "kind", "warnings");
            answers(ann, "link Beta Alpha", "id", "from", "to", "kind", "warnings");
            answers(
                    ann,
                    "board show",
                    "id",
                    "title",
                    "groups",
                    "cards",
                    "arrows",
                    "trash",
                    "conflicts",
                    "cycles",
                    "revived");
            answers(ann, "conflicts", "team", "boards");
            answers(ann, "agenda", "cancel", "items", "inWriting", "meetings", "moved", "still");
            answers(ann, "slips", "slips");
            answers(ann, "pack", "frozen", "boards", "documents", "readers", "open");
            answers(ann, "update", "week", "owners", "ownerless");
            answers(ann, "update Alpha Waiting", "changed", "card");
            answers(
                    ann,
                    "digest",
                    "from",
                    "to",
                    "moved",
                    "still",
                    "edited",
                    "rearranged",
                    "others",
                    "needs",
                    "decided");
            answers(ann, "unlink Alpha Beta", "deleted");
            answers(ann, "card rm Beta", "deleted");
            answers(ann, "card restore Beta", "changed", "card");
            answers(ann.input("Text."), "doc new Notes --file -", "id", "title", "cards");
            answers(ann, "doc edit Notes --append More.", "id", "title", "changed");
            answers(ann, "doc show Notes", "id", "title", "text", "cards");
            answers(ann, "doc ls", "documents");
            JsonNode said = answers(ann, "comment add Alpha Why?", "changed", "comment", "thread");
            String comment = said.path("comment").asText();
            answers(ann, "comment reply Why? Because.", "changed", "comment", "thread");
            answers(ann, "comment edit Because. Therefore.", "changed", "thread");
            answers(ann, "comment rm Therefore.", "changed", "thread");
            answers(ann, "comment restore Therefore.", "changed", "thread");
            answers(ann, "comment resolve Why?", "changed", "thread");
            answers(ann, "comment reopen Why?", "changed", "thread");
            answers(ann, "comment ls", "threads");
            answers(ann, "comment show Why?", "id", "on", "state", "comments");
            answers(ann, "blocker add --comment " + comment, "changed", "thread");
            answers(ann, "blocker ls", "blockers");
            answers(ann, "blocker clear " + comment, "changed", "thread");
            answers(ann, "doc rename Notes Log", "id", "title", "changed");
            answers(ann, "import " + Samples.own("goals.csv"), "dryRun", "files");
            answers(ann, "export out", "directory", "written", "files");
            answers(
                    ann,
                    "status",
                    "workspace",
                    "name",
                    "relay",
                    "online",
                    "device",
                    "member",
                    "position",
                    "outboxChanges",
                    "refused",
                    "rejected",
                    "conflictCount",
                    "cycleCount",
                    "teamConflicts",
                    "boards");
            answers(
                    ann,
                    "sync",
                    "position",
                    "received",
                    "sent",
                    "changesSent",
                    "restored",
                    "refused",
                    "rejected",
                    "conflicts",
                    "cycles");
            JsonNode invite = answers(ann, "invite", "link", "role", "uses", "expires");
            answers(
                    bob,
                    "join " + invite.path("link").asText() + " --name Bob --zone Asia/Tokyo",
                    "id",
                    "name",
                    "relay",
                    "home",
                    "position",
                    "boards",
                    "documents",
                    "member");
            answers(bob, "doctor", "home", "sound", "findings");
            answers(bob, "completion", "script");
            memberEnter(team);
            conflictsResolve(team);
        }
    }

    /** Whatever else there is: with nothing said but {@code --json} it answers or refuses as JSON. */
    @Test
    void noCommandAnswersAScriptWithProse_CMD3() {
        try (Team team = new Team(directory).founded()) {
            for (List<String> words : HelpTest.commands().toList()) {
                if (words.isEmpty() || ENDLESS.contains(String.join(" ", words))) {
                    continue;
                }
                List<String> line = new ArrayList<>(words);
                line.add("--json");
                Result result = team.ann().run(line.toArray(String[]::new));
                if (result.code() == 0) {
                    assertThat(result.json().isObject()).as("%s", words).isTrue();
                } else {
                    assertThat(result.jsonError().path("message").asText())
                            .as("%s", words)
                            .isNotBlank();
                }
            }
        }
    }

    private void memberEnter(Team team) {
        String link =
                answers(team.ann(), "invite --role viewer", "link").path("link").asText();
        Shell eve = new Shell(directory.resolve("eve"), directory);
        JsonNode joined = answers(eve, "join " + link + " --name Eve --zone Asia/Tokyo", "device", "named");
        assertThat(joined.path("named").asBoolean()).isFalse();
        team.ann().run("sync").ok();
        answers(
                team.ann(),
                "member enter " + joined.path("device").asText() + " --name Eve --zone Asia/Tokyo",
                "id",
                "device",
                "name");
    }

    private void conflictsResolve(Team team) {
        team.syncAll();
        team.ann().run("card", "set", "Alpha", "--title", "Alpha A").ok();
        team.bob().run("card", "set", "Alpha", "--title", "Alpha B").ok();
        team.syncAll();
        answers(team.ann(), "conflicts resolve Alpha title", "changed", "card");
    }

    private JsonNode answers(Shell shell, String line, String... keys) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.add("--json");
        Result result = shell.run(words.toArray(String[]::new));
        result.ok();
        assertThat(result.err()).as("stderr of %s", line).isEmpty();
        JsonNode json = result.json();
        for (String key : keys) {
            assertThat(json.has(key))
                    .as("%s has the key %s in %s", line, key, json)
                    .isTrue();
        }
        return json;
    }

    @Test
    void failuresAreJsonOnStderrWithTheSameCodeAsTheProcess_CMD3() {
        Shell ann = new Shell(directory.resolve("nowhere"), directory);
        for (String line : List.of(
                "status", "board ls", "card show X", "doc ls", "sync", "doctor", "import f.csv", "join x --name A")) {
            List<String> words = new ArrayList<>(List.of(line.split(" ")));
            words.add("--json");
            Result result = ann.run(words.toArray(String[]::new));
            JsonNode error = result.jsonError();
            assertThat(error.path("exit").asInt()).isEqualTo(result.code()).isNotZero();
            assertThat(error.path("message").asText()).isNotBlank();
            assertThat(ExitCode.values())
                    .extracting(ExitCode::word)
                    .contains(error.path("code").asText());
        }
    }
}
