package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.cli.exit.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ann in Lisbon, Bob in Tokyo. It is Monday 2026-11-23, 12:00 UTC. */
class OverlapCommandTest {

    @TempDir
    Path directory;

    private Team team;

    @BeforeEach
    void aTeam() {
        team = new Team(directory).founded().joined();
    }

    @AfterEach
    void close() {
        team.close();
    }

    @Test
    void noHourWorksIsAnAnswerWithTheLeastBadSlotsAndWhoPays() {
        String out = team.ann().run("overlap", "--week", "2026-W48").ok().out();

        assertThat(out)
                .contains(
                        "Ann and Bob  Mon 23 Nov to Sun 29 Nov, Lisbon time",
                        "no hour works: they are never all at work.",
                        "least bad for 30 min:",
                        "Mon 23 Nov 07:30-08:00  Ann pays 30 min",
                        "Ann 07:30 · Bob 16:30",
                        "Mon 23 Nov 09:00-09:30  Bob pays 30 min",
                        "Ann 09:00 · Bob 18:00",
                        "Bob → Ann");
    }

    @Test
    void aRecordedMeetingMakesItTheOthersTurn() {
        Shell ann = team.ann();
        assertThat(ann.run("meeting", "ls").ok().out()).contains("nobody paid for a meeting yet");
        assertThat(ann.run("meeting", "held", "2026-11-23T09:00").ok().out())
                .contains("recorded Mon 23 Nov 09:00-09:30: Bob pays 30 min");

        JsonNode overlap = ann.run("overlap", "--week", "2026-W48", "--slots", "1", "--json")
                .ok()
                .json();
        assertThat(overlap.path("anyHourWorks").asBoolean()).isFalse();
        assertThat(overlap.at("/slots/0/pays/0/name").asText()).isEqualTo("Ann");
        assertThat(overlap.at("/slots/0/start").asText()).isEqualTo("2026-11-23T07:30:00Z");
        assertThat(ann.run("meeting", "ls").ok().out()).contains("Bob  30 min  last: Mon 23 Nov 09:00 30 min");

        team.syncAll();
        assertThat(team.bob().run("overlap").ok().out())
                .contains("Tokyo time", "paid out of hours in the last year: Bob 30 min");
        team.bob().run("meeting", "forget", "2026-11-23T09:00:00Z").ok();
        team.bob().run("meeting", "forget", "2026-11-23T09:00:00Z").failed(ExitCode.NOT_FOUND, "nobody paid");
    }

    @Test
    void anHourThatWorksIsShownFirst() {
        team.ann().run("member", "set", "Bob", "--hours", "Mon-Fri 12:00-20:00").ok();
        String out = team.ann()
                .run("overlap", "Ann", "Bob", "--duration", "45m")
                .ok()
                .out();

        assertThat(out)
                .contains(
                        "all at work for 10 h:",
                        "Tue 24 Nov 09:00-11:00",
                        "best for 45 min:",
                        "Tue 24 Nov 09:00-09:45  everybody at work");
        assertThat(team.ann().run("overlap", "--duration", "3h").ok().out())
                .contains("none of it is 3 h long.", "least bad for 3 h:");
    }

    @Test
    void badInputIsOneClearLine() {
        Shell ann = team.ann();
        ann.run("overlap", "--week", "2026-48").failed(ExitCode.USAGE, "a week is like 2026-W48");
        ann.run("overlap", "--week", "2026-W54").failed(ExitCode.USAGE, "a week is like 2026-W48");
        ann.run("overlap", "--duration", "2d").failed(ExitCode.USAGE, "a meeting takes at most a day");
        ann.run("overlap", "Zoe").failed(ExitCode.NOT_FOUND, "there is no member \"Zoe\"");
        ann.run("meeting", "held", "yesterday").failed(ExitCode.USAGE, "a meeting begins like");
    }
}
