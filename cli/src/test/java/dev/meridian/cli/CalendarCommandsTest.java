package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.cli.exit.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members' calendars and the team's rhythm. It is Monday 2026-11-23, 12:00 UTC. */
class CalendarCommandsTest {

    @TempDir
    Path directory;

    private Team team;

    @BeforeEach
    void aTeam() {
        team = new Team(directory).founded();
    }

    @AfterEach
    void close() {
        team.close();
    }

    @Test
    void aMemberSaysWhereAndWhenTheyWork() {
        Shell ann = team.ann();
        assertThat(ann.run("member", "ls").ok().out())
                .contains(
                        "Ann (you)", "Europe/Lisbon", "Mon 12:00, at work until 17:00", "Mon-Fri 09:00-17:00 (usual)");

        JsonNode set = ann.run(
                        "member",
                        "set",
                        "me",
                        "--zone",
                        "Asia/Kathmandu",
                        "--hours",
                        "Mon-Thu 09:00-17:00, Fri 9-13",
                        "--off",
                        "2026-12-24..2027-01-02",
                        "--json")
                .ok()
                .json();
        assertThat(set.path("hours").asText()).isEqualTo("Mon-Thu 09:00-17:00, Fri 09:00-13:00");
        assertThat(set.at("/day/start").asText()).isEqualTo("2026-11-24T03:15:00Z");
        assertThat(ann.run("member", "show", "Ann").ok().out())
                .contains("Asia/Kathmandu", "Mon 17:45, back Tue 24 Nov 09:00", "2026-12-24..2027-01-02");

        JsonNode back = ann.run("member", "set", "Ann", "--back", "2026-12-28", "--hours", "usual", "--json")
                .ok()
                .json();
        assertThat(back.path("daysOff"))
                .extracting(JsonNode::asText)
                .containsExactly("2026-12-24..2026-12-27", "2026-12-29..2027-01-02");
        assertThat(back.path("hoursAreUsual").asBoolean()).isTrue();
    }

    @Test
    void badCalendarsAreOneClearLine() {
        Shell ann = team.ann();
        ann.run("member", "set", "Ann").failed(ExitCode.USAGE, "say what to set");
        ann.run("member", "set", "Zoe", "--zone", "Asia/Tokyo")
                .failed(ExitCode.NOT_FOUND, "there is no member \"Zoe\"");
        ann.run("member", "set", "Ann", "--zone", "Mars/Olympus").failed(ExitCode.USAGE, "a zone is a name");
        ann.run("member", "set", "Ann", "--hours", "Mon 17:00-09:00").failed(ExitCode.USAGE, "hours are like");
        ann.run("member", "set", "Ann", "--off", "2027-01-02..2026-12-24")
                .failed(ExitCode.USAGE, "days are YYYY-MM-DD");
        ann.run("cycle", "set", "update").failed(ExitCode.USAGE, "say when the first is");
        ann.run("cycle", "set", "update", "--from", "2026-11-27", "--every", "0w")
                .failed(ExitCode.USAGE, "a period is");
        ann.run("cycle", "set", "lunch", "--from", "2026-11-27").failed(ExitCode.USAGE, "lunch");
    }

    @Test
    void theTeamSetsItsRhythm() {
        Shell ann = team.ann();
        assertThat(ann.run("cycle", "ls").ok().out()).contains("no rhythm yet");

        ann.run("cycle", "set", "update", "--from", "2026-11-27", "--at", "16:00")
                .ok();
        ann.run("cycle", "set", "planning", "--from", "2027-01-05", "--zone", "America/New_York")
                .ok();
        assertThat(ann.run("cycle", "ls").ok().out())
                .contains(
                        "every week on Friday at 16:00 in Lisbon",
                        "Fri 27 Nov 16:00",
                        "every 3 months on the first Tuesday at 10:00 in New York, 90 minutes",
                        "Tue 5 Jan 2027 15:00 (10:00 in New York)",
                        "Tue 6 Apr 2027 15:00 (10:00 in New York)");
        assertThat(ann.run("cycle", "set", "update", "--every", "2w", "--json")
                        .ok()
                        .json()
                        .at("/update/next/1/start")
                        .asText())
                .isEqualTo("2026-12-11T16:00:00Z");
        assertThat(ann.run("cycle", "set", "update", "--never", "--json")
                        .ok()
                        .json()
                        .path("update")
                        .isNull())
                .isTrue();
    }
}
