package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.cli.exit.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Talking by the command line. All tests share one workspace of two people, and begin with a thing of their own. */
@TestInstance(Lifecycle.PER_CLASS)
class DiscussionCommandsTest {

    private Path directory = Path.of("unset");
    private Shell ann = new Shell(directory, directory);
    private Shell bob = ann;
    private Shell vic = ann;

    @BeforeAll
    void found(@TempDir Path temporary) {
        directory = temporary;
        try (Team team = new Team(temporary).founded()) {
            ann = team.ann();
            bob = team.bob();
            ann.run("board", "create", "Board").ok();
            team.joined();
            String link = ann.run("invite", "--role", "viewer", "--json")
                    .ok()
                    .json()
                    .path("link")
                    .asText();
            vic = new Shell(temporary.resolve("vic"), temporary);
            vic.run("join", link, "--name", "Vic", "--zone", "Europe/Lisbon").ok();
            // Bob says something that Ann has, and has what Ann says.
            ann.run("card", "add", "Shared").ok();
            ann.run("comment", "add", "Shared", "Who does this?").ok();
            team.syncAll();
            bob.run("comment", "reply", "Who does", "I do, @ann").ok();
            team.syncAll();
            vic.run("sync").ok();
        }
    }

    private static String id(JsonNode node) {
        return node.path("comment").asText();
    }

    @Test
    void aThreadIsShownWithNamesAndTimes_DISC_3() {
        String out = ann.run("comment", "show", "Who does").ok().out();
        assertThat(out).contains("Shared", "open", "Ann, Mon 23 Nov 12:00", "Who does this?", "Bob", "I do, @ann");
        JsonNode thread = ann.run("comment", "show", "Who does", "--json").ok().json();
        assertThat(thread.at("/comments/1/author/name").asText()).isEqualTo("Bob");
        assertThat(thread.at("/comments/1/mentions/0/name").asText()).isEqualTo("Ann");
        assertThat(thread.at("/on/title").asText()).isEqualTo("Shared");
        assertThat(ann.run("comment", "ls", "--mentions-me").ok().out()).contains("Who does this?");
        assertThat(bob.run("comment", "ls", "--mentions-me").ok().out()).isEqualTo("no thread fits\n");
    }

    @Test
    void onlyItsAuthorChangesAComment_DISC_5() {
        ann.run("comment", "edit", "I do,", "He does").failed(ExitCode.REFUSED, "by Bob: only its author changes it");
        ann.run("comment", "rm", "I do,").failed(ExitCode.REFUSED, "by Bob");
        ann.run("card", "add", "Typo").ok();
        ann.run("comment", "add", "Typo", "Teh end").ok();
        ann.run("comment", "edit", "Teh", "The", "end").ok();
        assertThat(ann.run("comment", "ls", "Typo").ok().out()).contains("The end", "edited");
        ann.run("comment", "rm", "The end").ok();
        assertThat(ann.run("comment", "ls", "Typo").ok().out()).isEqualTo("no thread fits\n");
        ann.run("comment", "restore", "The end").ok();
        assertThat(ann.run("comment", "ls", "Typo").ok().out()).contains("The end");
    }

    @Test
    void aViewersAndAStrangersAttemptsAreOneClearLine() {
        vic.run("comment", "add", "Shared", "Me too").failed(ExitCode.REFUSED, "may read this workspace");
        vic.run("blocker", "add", "Shared", "No").failed(ExitCode.REFUSED, "may read this workspace");
        new Shell(directory.resolve("nobody"), directory)
                .run("comment", "add", "Shared", "Hi")
                .failed(ExitCode.NOT_FOUND, "no Meridian home");
    }

    @Test
    void namesAndTextsThatAreNotThereAreOneClearLine() {
        ann.run("comment", "add", "Nowhere", "Hi").failed(ExitCode.NOT_FOUND, "no card or document \"Nowhere\"");
        ann.run("comment", "add", "Shared").failed(ExitCode.USAGE, "a comment needs some words");
        ann.run("comment", "add", "Shared", "  ").failed(ExitCode.USAGE, "a comment needs some words");
        ann.run("comment", "reply", "nothing like it", "Hi").failed(ExitCode.NOT_FOUND, "no thread");
        ann.run("comment", "resolve", "nothing like it").failed(ExitCode.NOT_FOUND, "no thread");
        ann.run("comment", "ls", "Nowhere").failed(ExitCode.NOT_FOUND, "no card or document");
        ann.run("blocker", "clear", "nothing like it").failed(ExitCode.NOT_FOUND, "no blocker");
        ann.run("blocker", "add").failed(ExitCode.USAGE, "say what is held up");
        ann.run("blocker", "add", "Shared").failed(ExitCode.USAGE, "a blocker needs some words");
        assertThat(ann.run("comment", "add", "Shared", "Ask @zorro").ok().out())
                .contains("nobody here is called @zorro");
    }

    @Test
    void aQuoteStandsOnceOrIsSaidWhich_DISC_20() {
        ann.input("Pier 3 and dock 4 and pier 5, the last pier.\n")
                .run("doc", "new", "Piers", "--file", "-")
                .ok();
        ann.run("comment", "add", "Piers", "Which?", "--quote", "harbour")
                .failed(ExitCode.NOT_FOUND, "\"harbour\" does not stand in Piers");
        ann.run("comment", "add", "Piers", "Which?", "--quote", "pier")
                .failed(ExitCode.USAGE, "stands 2 times in Piers");
        ann.run("comment", "add", "Piers", "Which?", "--quote", "pier", "--nth", "3")
                .failed(ExitCode.USAGE, "stands 2 times");
        ann.run("comment", "add", "Piers", "Which?", "--nth", "1").failed(ExitCode.USAGE, "--quote");
        ann.run("comment", "add", "Shared", "Which?", "--quote", "x").failed(ExitCode.USAGE, "only documents");
        ann.run("comment", "add", "Piers", "Why four?", "--quote", "dock 4").ok();
        ann.run("comment", "add", "Piers", "The last?", "--quote", "pier", "--nth", "2")
                .ok();
        assertThat(ann.run("doc", "show", "Piers", "--full").ok().out()).contains("> dock 4", "Why four?");

        ann.input("Pier 3 and pier 5, the last pier.\n")
                .run("doc", "edit", "Piers", "--file", "-")
                .ok();
        assertThat(ann.run("comment", "show", "Why four").ok().out()).contains("original text deleted");
        ann.input("Pier 3 and dock 4 and pier 5, the last pier.\n")
                .run("doc", "edit", "Piers", "--file", "-")
                .ok();
        JsonNode again = ann.run("comment", "show", "Why four", "--json").ok().json();
        assertThat(again.at("/anchor/state").asText()).isEqualTo("intact");
        assertThat(again.at("/anchor/start").asInt()).isEqualTo(11);
        assertThat(ann.run("doc", "show", "Piers").ok().out())
                .isEqualTo("Pier 3 and dock 4 and pier 5, the last pier.\n");
    }

    @Test
    void aResolvedThreadIsListedOnlyWithAllAndOpensWithAReply_DISC_8() {
        ann.run("card", "add", "Settle").ok();
        ann.run("comment", "add", "Settle", "Paint it blue?").ok();
        ann.run("comment", "resolve", "Paint it").ok();
        assertThat(ann.run("comment", "ls", "Settle").ok().out()).isEqualTo("no thread fits\n");
        assertThat(ann.run("comment", "ls", "Settle", "--all").ok().out()).contains("resolved by Ann");
        assertThat(ann.run("comment", "resolve", "Paint it").ok().out()).contains("nothing to change");
        ann.run("comment", "reply", "Paint it", "Green!").ok();
        assertThat(ann.run("comment", "ls", "Settle").ok().out()).contains("replied to since it was resolved");
        ann.run("comment", "resolve", "Paint it").ok();
        assertThat(ann.run("comment", "reopen", "Paint it").ok().out()).contains("again");
    }

    @Test
    void aBlockerShowsOnTheCardUntilItIsCleared_DISC_10() {
        ann.run("card", "add", "Crane").ok();
        String comment = id(ann.run("blocker", "add", "Crane", "No", "permit", "--json")
                .ok()
                .json());
        assertThat(ann.run("board", "show").ok().out()).contains("Held up", "Crane: No permit");
        assertThat(ann.run("card", "show", "Crane").ok().out()).contains("! No permit");
        assertThat(ann.run("card", "ls", "Crane").ok().out()).contains("!");
        assertThat(ann.run("card", "show", "Crane", "--json")
                        .ok()
                        .json()
                        .at("/blockers/0/text")
                        .asText())
                .isEqualTo("No permit");
        assertThat(ann.run("blocker", "ls", "Crane").ok().out()).contains("Crane", "Ann, since", "No permit");
        ann.run("blocker", "clear", comment.substring(0, 8)).ok();
        assertThat(ann.run("blocker", "ls", "Crane").ok().out()).isEqualTo("nothing is held up\n");
        assertThat(ann.run("blocker", "ls", "Crane", "--all").ok().out()).contains("cleared by Ann");
        assertThat(ann.run("card", "show", "Crane").ok().out()).doesNotContain("! No permit");
        ann.run("blocker", "add", "--comment", comment).ok();
        assertThat(ann.run("blocker", "ls", "Crane").ok().out()).contains("No permit");
        ann.run("blocker", "clear", comment).ok();
    }

    @Test
    void linksAreShownBothWaysAndLooseOnesAreNamed_LINK_3() {
        ann.run("card", "add", "Lighthouse").ok();
        ann.input("See [[lighthouse]] and [[Nothing here]].\n")
                .run("doc", "new", "Coast", "--file", "-")
                .ok();
        assertThat(ann.run("card", "show", "Lighthouse").ok().out()).contains("linked from", "Coast");
        assertThat(ann.run("doc", "show", "Coast", "--full").ok().out())
                .contains("links to", "Lighthouse", "[[Nothing here]]", "names nothing");
        assertThat(ann.run("doc", "show", "Coast", "--json")
                        .ok()
                        .json()
                        .at("/linksTo/0/title")
                        .asText())
                .isEqualTo("Lighthouse");
    }
}
