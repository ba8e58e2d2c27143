package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.cli.exit.ExitCode;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Decisions by the command line: Ann proposes, Bob answers. */
@TestInstance(Lifecycle.PER_CLASS)
class DecideCommandsTest {

    private Team team;
    private Path directory;

    @BeforeAll
    void found(@TempDir Path temporary) {
        directory = temporary;
        team = new Team(temporary).founded().joined();
    }

    @AfterAll
    void end() {
        team.close();
    }

    private void proposed(String title) {
        team.ann().run("doc", "new", title).ok();
        team.ann()
                .run(
                        "decide",
                        "draft",
                        title,
                        "--question",
                        "Shall we?",
                        "--required",
                        "Bob",
                        "--preset",
                        "final-comment")
                .ok();
        team.ann().run("decide", "open", title).ok();
        team.syncAll();
    }

    private static JsonNode bob(JsonNode status) {
        return StreamSupport.stream(status.path("people").spliterator(), false)
                .filter(person -> person.path("name").asText().equals("Bob"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode status(Shell who, String title) {
        return who.run("decide", "status", title, "--json").ok().json();
    }

    @Test
    void aProposalIsOpenedAcknowledgedAndObjectedTo() {
        proposed("Store");
        JsonNode open = status(team.ann(), "Store");
        assertThat(open.path("state").asText()).isEqualTo("open");
        assertThat(bob(open).path("part").asText()).isEqualTo("required");
        assertThat(bob(open).path("acknowledged").isNull()).isFalse();
        assertThat(team.ann().run("decide", "status", "Store").ok().out())
                .contains("passes by silence", "set by the calendar of", "Bob", "next: whoever disagrees objects");
        String objection = team.bob()
                .run("decide", "object", "Store", "It loses history.", "--json")
                .ok()
                .json()
                .path("statement")
                .asText();
        assertThat(team.bob().run("decide", "status", "Store").ok().out())
                .contains("not sent yet: your objection counts when");
        team.bob().run("sync").ok();
        team.ann().run("sync").ok();
        assertThat(status(team.ann(), "Store").path("state").asText()).isEqualTo("objected");
        team.ann().run("decide", "resolve", "Store", objection.substring(0, 8)).failed(ExitCode.REFUSED);
        team.ann()
                .run("decide", "dismiss", "Store", objection.substring(0, 8), "It says nothing of the proposal.")
                .ok();
        team.syncAll();
        assertThat(status(team.bob(), "Store").path("state").asText()).isEqualTo("open");
        assertThat(team.ann().run("decide", "ls").ok().out()).contains("Store", "open:");
        assertThat(team.ann().run("decide", "verify", "Store").ok().out()).contains("all holds");
    }

    @Test
    void aProposalIsConsentedToAndWithdrawn() {
        proposed("Name");
        team.bob().run("decide", "consent", "Name").ok();
        team.bob().run("sync").ok();
        team.ann().run("sync").ok();
        assertThat(bob(status(team.ann(), "Name")).path("word").asText()).isEqualTo("consented");
        team.bob().run("decide", "withdraw", "Name").failed(ExitCode.REFUSED);
        team.ann().run("decide", "withdraw", "Name", "Better idea.").ok();
        team.syncAll();
        assertThat(status(team.bob(), "Name").path("state").asText()).isEqualTo("withdrawn");
        team.ann().run("decide", "verify", "Name", "--export", "name.json").ok();
        Shell stranger = new Shell(directory.resolve("nowhere"), directory);
        assertThat(stranger.run("decide", "verify", "--certificate", "name.json")
                        .ok()
                        .out())
                .contains("what the file shows holds", "round 1: withdrawn", "not checked", "a member checks it with");
        assertThat(team.bob()
                        .run("decide", "verify", "Name", "--certificate", "name.json")
                        .ok()
                        .out())
                .contains("all holds");
        stranger.run("decide", "verify").failed(ExitCode.USAGE, "say which document");
    }

    @Test
    void badInputIsOneLine() {
        team.ann().run("doc", "new", "Bad").ok();
        team.ann().run("decide", "status", "nowhere").failed(ExitCode.NOT_FOUND);
        team.ann().run("decide", "draft", "Bad", "--preset", "whim").failed(ExitCode.USAGE);
        team.ann().run("decide", "consent", "Bad").failed(ExitCode.REFUSED);
        team.ann()
                .run("decide", "draft", "Bad", "--required", "Bob", "--deadline", "2020-01-31")
                .ok();
        team.ann().run("decide", "open", "Bad").failed(ExitCode.REFUSED, "the deadline 2020-01-31 is in the past");
        assertThat(status(team.ann(), "Bad").path("state").asText()).isEqualTo("draft");
    }
}
