package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.cli.exit.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RhythmCommandsTest {

    @TempDir
    Path directory;

    private Team team;

    @BeforeEach
    void twoPeopleAndABoard() {
        team = new Team(directory).founded().joined();
        team.ann().run("board", "create", "Roadmap").ok();
        team.ann()
                .run("card", "add", "Login", "--status", "Ready", "--owner", "Ann")
                .ok();
        team.ann()
                .run("card", "add", "Export", "--status", "In progress", "--owner", "Bob")
                .ok();
        team.syncAll();
    }

    @AfterEach
    void close() {
        team.close();
    }

    @Test
    void theDigestTellsWhatMovedSinceTheLastLook_RHY_7() {
        team.ann().run("digest", "--mark").ok();
        team.ann().run("sync").ok();
        assertThat(team.ann().run("digest").ok().out()).contains("Nothing changed in Harbour");

        team.bob().run("sync").ok();
        team.bob().run("card", "set", "Login", "--status", "In progress").ok();
        team.syncAll();

        String text = team.ann().run("digest").ok().out();
        assertThat(text)
                .contains("1 card moved, 1 under way did not")
                .contains("status Ready → In progress (Bob, ")
                .contains(" for Bob))");
        assertThat(team.ann().run("digest").ok().out())
                .as("reading marks nothing")
                .isEqualTo(text);
        assertThat(team.ann().run("digest", "--format", "html").ok().out()).startsWith("<!DOCTYPE html>");
        assertThat(team.ann().run("digest", "--format", "md").ok().out()).startsWith("# What changed in Harbour");
        JsonNode json = team.ann().run("digest", "--json").ok().json();
        assertThat(json.at("/moved/0/card/title").asText()).isEqualTo("Login");
        assertThat(json.at("/moved/0/changes/0/by/0/name").asText()).isEqualTo("Bob");
    }

    @Test
    void ownersSayWhyInTheWeeklyUpdate_RHY_10() {
        team.ann().run("update", "Login", "Waiting for the key").ok();
        team.syncAll();
        assertThat(team.bob().run("update").ok().out())
                .contains("Weekly update 2026-W48 of Harbour")
                .contains("why: “Waiting for the key” (Ann");
        team.bob().run("update", "--week", "2026-W49").failed(ExitCode.USAGE, "has not begun");
        team.ann().run("update", "Login").failed(ExitCode.USAGE, "say why in a line");
        team.ann().run("update", "--week", "soon").failed(ExitCode.USAGE, "a week is written like");
    }

    @Test
    void theAgendaHoldsOnlyWhatWritingDidNotSettle_RHY_12() {
        assertThat(team.ann().run("agenda").ok().out()).contains("cancel the meeting");
        team.ann().run("link", "Login", "Export").ok();
        team.ann().run("link", "Export", "Login").ok();
        assertThat(team.ann().run("agenda").ok().out())
                .contains(" blocks itself: ")
                .contains("3 of 30 minutes");
    }

    @Test
    void aDateThatMovedIsTracedToItsCause_RHY_14() {
        team.ann().run("card", "set", "Login", "--target", "2027-03-01").ok();
        team.ann().run("card", "set", "Export", "--target", "2027-02-01").ok();
        team.ann().run("link", "Export", "Login").ok();
        team.ann().run("sync").ok();
        long position =
                team.ann().run("status", "--json").ok().json().path("position").asLong();
        team.ann().run("card", "set", "Export", "--target", "2027-02-15").ok();
        team.ann().run("card", "set", "Login", "--target", "2027-03-15").ok();
        assertThat(team.ann()
                        .run("slips", "--since", String.valueOf(position))
                        .ok()
                        .out())
                .contains("2 target dates of Harbour moved")
                .contains("Login  2027-03-01 → 2027-03-15, 14 days later  Ann")
                .contains("because of Export");
    }

    @Test
    void thePackShowsTheBoardsAsTheyWereFrozen_RHY_15() {
        long position =
                team.ann().run("status", "--json").ok().json().path("position").asLong();
        team.ann().run("card", "set", "Login", "--status", "Done").ok();
        assertThat(team.ann().run("pack", "--at", String.valueOf(position)).ok().out())
                .contains("Login  Ready, Ann")
                .contains("1 thing changed since")
                .contains("Bob: ");
        team.ann()
                .run("cycle", "set", "planning", "--from", "2026-12-01", "--zone", "Etc/UTC", "--at", "10:00")
                .ok();
        JsonNode planned = team.ann().run("pack", "--json").ok().json();
        assertThat(planned.path("meeting").asText()).isEqualTo("2026-12-01T10:00:00Z");
        team.ann().run("pack", "--at", "7d", "--meeting", "2027-03-01").failed(ExitCode.USAGE, "either");
    }

    @Test
    void whatIsNotSentYetIsToldToo_RHY_6() {
        team.ann().run("digest", "--mark").ok();
        team.ann().run("card", "set", "Login", "--status", "Done").ok();
        assertThat(team.ann().run("digest").ok().out())
                .contains("status Ready → Done (Ann)")
                .contains("not sent yet");
    }

    @Test
    void aBoardIsShownAsItWasAtAPosition_RHY_8() {
        long position =
                team.ann().run("status", "--json").ok().json().path("position").asLong();
        team.ann().run("card", "set", "Login", "--status", "Done").ok();
        team.ann().run("sync").ok();

        JsonNode then = team.ann()
                .run("board", "show", "--at", String.valueOf(position), "--json")
                .ok()
                .json();
        assertThat(then.at("/cards").findValuesAsText("title")).contains("Login", "Export");
        assertThat(then.toString()).contains("\"Ready\"").doesNotContain("\"Done\"");
        assertThat(team.ann().run("board", "show").ok().out()).contains("Done");
        team.ann().run("board", "show", "--at", "1").failed(ExitCode.NOT_FOUND, "was not there");
        team.ann().run("board", "show", "--at", "tomorrowish").failed(ExitCode.USAGE, "is no moment");
    }
}
