package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meridian.cli.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, end to end: two people plan without a network and merge through the relay. */
class TwoHomesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void twoPeoplePlanOfflineAndMerge() throws IOException {
        try (Team team = new Team(directory).founded()) {
            team.ann()
                    .run("import", Samples.canvas().toString(), Samples.table().toString())
                    .ok();
            team.joined();
            assertThat(export(team.bob(), "as-joined"))
                    .as("everything is there by joining")
                    .isEqualTo(export(team.ann(), "as-founded"));
            List<String> cards = freeCards(team.ann());
            team.syncAll();
            String document = team.ann()
                    .run("doc", "ls", "--json")
                    .ok()
                    .json()
                    .at("/documents/0/id")
                    .asText();
            String before = text(team.ann(), document);

            team.stopRelay();
            team.ann().run("sync").failed(ExitCode.UNAVAILABLE);
            annEdits(team.ann(), cards, document, before);
            bobEdits(team.bob(), cards, document, before);
            assertThat(team.ann()
                            .run("status", "--json")
                            .ok()
                            .json()
                            .path("online")
                            .asBoolean())
                    .isFalse();
            assertThat(team.bob().run("status").ok().out()).contains("offline", "changes kept here");

            team.startRelay();
            team.syncAll();

            assertThat(export(team.ann(), "a")).as("byte for byte").isEqualTo(export(team.bob(), "b"));
            for (Shell each : List.of(team.ann(), team.bob())) {
                nothingIsGone(each, cards, document);
                conflictsShowBothValuesAndAuthors(each, cards);
                theCycleIsReportedWithItsPath(each, cards);
                theDeletedCardIsBack(each, cards);
                each.run("doctor").ok();
            }
            theCanvasIsStillTheSameButForWhatWasChanged(team.ann());
        }
    }

    private static void annEdits(Shell ann, List<String> cards, String document, String before) {
        ann.run("card", "move", cards.get(0), "--by", "-35,70").ok();
        ann.run("card", "set", cards.get(0), "--status", "In review").ok();
        ann.run("card", "set", cards.get(1), "--title", "As Ann calls it").ok();
        ann.run("card", "rm", cards.get(2)).ok();
        ann.run("link", cards.get(3), cards.get(4)).ok();
        ann.run("card", "add", "A card of Ann's", "--board", "goals", "--owner", "me")
                .ok();
        ann.input(before.replaceFirst("\\.", ", as Ann says."))
                .run("doc", "edit", document, "--file", "-")
                .ok();
    }

    private static void bobEdits(Shell bob, List<String> cards, String document, String before) {
        bob.run("card", "set", cards.get(0), "--title", "Moved by Ann, retitled by Bob")
                .ok();
        bob.run("card", "set", cards.get(1), "--title", "As Bob calls it").ok();
        bob.run("card", "set", cards.get(2), "--description", "Bob still needs this.", "--label", "kept")
                .ok();
        bob.run("link", cards.get(4), cards.get(3)).ok();
        bob.run("card", "set", cards.get(5), "--target", "2027-03-31", "--estimate", "3")
                .ok();
        bob.input("Bob was here. " + before)
                .run("doc", "edit", document, "--file", "-")
                .ok();
    }

    private static void nothingIsGone(Shell who, List<String> cards, String document) {
        JsonNode moved = show(who, cards.get(0));
        assertThat(moved.path("title").asText()).isEqualTo("Moved by Ann, retitled by Bob");
        assertThat(moved.at("/status/name").asText()).isEqualTo("In review");
        JsonNode scheduled = show(who, cards.get(5));
        assertThat(scheduled.path("targetDate").asText()).isEqualTo("2027-03-31");
        assertThat(scheduled.path("estimate").asDouble()).isEqualTo(3.0);
        assertThat(show(who, "A card of Ann's").at("/owners/0/name").asText()).isEqualTo("Ann");
        assertThat(text(who, document)).startsWith("Bob was here. ").contains(", as Ann says.");
    }

    private static void conflictsShowBothValuesAndAuthors(Shell who, List<String> cards) {
        JsonNode conflicts = show(who, cards.get(1)).path("conflicts");
        assertThat(conflicts).hasSize(1);
        assertThat(conflicts.at("/0/field").asText()).isEqualTo("title");
        assertThat(conflicts.at("/0/values").findValuesAsText("value"))
                .containsExactlyInAnyOrder("As Ann calls it", "As Bob calls it");
        assertThat(conflicts.at("/0/values").findValuesAsText("name")).containsExactlyInAnyOrder("Ann", "Bob");
        assertThat(who.run("status").ok().out()).contains("As Ann calls it", "As Bob calls it", "Ann", "Bob");
        assertThat(who.run("conflicts").ok().out()).contains("As Ann calls it", "As Bob calls it");
    }

    private static void theCycleIsReportedWithItsPath(Shell who, List<String> cards) {
        JsonNode status = who.run("status", "--json").ok().json();
        assertThat(status.path("cycleCount").asInt()).isEqualTo(1);
        List<String> path = cyclePath(status);
        assertThat(path).hasSize(3).startsWith(path.getLast()).contains(cards.get(3), cards.get(4));
        assertThat(who.run("sync").ok().out()).contains("1 circle of arrows");
    }

    private static List<String> cyclePath(JsonNode status) {
        List<String> path = new ArrayList<>();
        status.path("boards")
                .forEach(board -> board.path("cycles")
                        .forEach(cycle -> cycle.path("path")
                                .forEach(card -> path.add(card.path("id").asText()))));
        return path;
    }

    private static void theDeletedCardIsBack(Shell who, List<String> cards) {
        JsonNode card = show(who, cards.get(2));
        assertThat(card.path("deleted").asBoolean()).isFalse();
        assertThat(card.path("description").asText()).isEqualTo("Bob still needs this.");
        assertThat(card.at("/revival/deletedBy/0/name").asText()).isEqualTo("Ann");
        assertThat(card.at("/revival/editedBy/0/name").asText()).isEqualTo("Bob");
    }

    private void theCanvasIsStillTheSameButForWhatWasChanged(Shell who) throws IOException {
        Path out = directory.resolve("canvas");
        who.run("export", out.toString(), "--format", "canvas").ok();
        JsonNode exported = JSON.readTree(out.resolve("Roadmap.canvas").toFile());
        assertThat(exported).isEqualTo(JSON.readTree(Samples.canvas().toFile()));
    }

    /** Cards of the board of goals with no arrows, by id. */
    private static List<String> freeCards(Shell who) {
        List<String> free = new ArrayList<>();
        who.run("card", "ls", "--board", "goals", "--json")
                .ok()
                .json()
                .path("cards")
                .forEach(card -> {
                    if (card.path("blocks").isEmpty() && card.path("blockedBy").isEmpty()) {
                        free.add(card.path("id").asText());
                    }
                });
        if (free.size() < 6) {
            for (int i = free.size(); i < 6; i++) {
                free.add(who.run("card", "add", "Free card " + i, "--board", "goals", "--json")
                        .ok()
                        .json()
                        .at("/card/id")
                        .asText());
            }
        }
        return free;
    }

    private static JsonNode show(Shell who, String card) {
        return who.run("card", "show", card, "--json").ok().json();
    }

    private static String text(Shell who, String document) {
        return who.run("doc", "show", document, "--json")
                .ok()
                .json()
                .path("text")
                .asText();
    }

    private byte[] export(Shell who, String name) throws IOException {
        Path out = directory.resolve(name);
        who.run("export", out.toString(), "--format", "json").ok();
        return Files.readAllBytes(out.resolve("workspace.json"));
    }
}
