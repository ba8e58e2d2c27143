package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.cli.exit.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonEverywhereTest {

    /** Commands that go on until they are stopped: their JSON is tested where they are. */
    private static final Set<String> ENDLESS = Set.of("relay", "demo");

    @TempDir
    Path directory;

    private final Set<String> tried = new HashSet<>();

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
            answers(ann, "workspace list", "home", "workspaces");
            answers(ann, "workspace show", "id", "members", "statuses", "boards", "documents");
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
            answers(ann, "unlink Alpha Beta", "deleted");
            answers(ann, "card rm Beta", "deleted");
            answers(ann, "card restore Beta", "changed", "card");
            answers(ann.input("Text."), "doc new Notes --file -", "id", "title", "cards");
            answers(ann, "doc edit Notes --append More.", "id", "title", "changed");
            answers(ann, "doc show Notes", "id", "title", "text", "cards");
            answers(ann, "doc ls", "documents");
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
            conflictsResolve(team);
        }
        Set<String> all = HelpTest.commands()
                .filter(words -> !words.isEmpty() && !isGroup(words))
                .map(words -> String.join(" ", words))
                .collect(Collectors.toCollection(HashSet::new));
        all.removeAll(ENDLESS);
        assertThat(tried).as("no command is left out").containsAll(all);
    }

    private static boolean isGroup(List<String> words) {
        return List.of("workspace", "board", "card", "doc").contains(String.join(" ", words));
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
        tried.add(words.getFirst());
        tried.add(words.get(0) + " " + words.get(1));
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
