package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.run.Terminal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Boards, cards and arrows by the command line. All tests share one workspace; each works on a board of its own. */
@TestInstance(Lifecycle.PER_CLASS)
class BoardCommandsTest {

    private Shell ann = new Shell(Path.of("unset"), Path.of("unset"));

    @BeforeAll
    void found(@TempDir Path directory) {
        try (Team team = new Team(directory).founded()) {
            ann = team.ann();
        }
    }

    @AfterAll
    void everythingIsSound() {
        ann.run("doctor").ok();
    }

    @Test
    void aCardGetsWhatItsOptionsSay() {
        board("Fields");
        ann.run(
                        "card",
                        "add",
                        "Ferry",
                        "-b",
                        "Fields",
                        "-s",
                        "ready",
                        "-o",
                        "me",
                        "-o",
                        "@harbour master",
                        "-l",
                        "sea",
                        "--target",
                        "2027-01-31",
                        "--estimate",
                        "2.5",
                        "--color",
                        "4",
                        "--at=-120,40",
                        "--size",
                        "300x90",
                        "--description",
                        "It floats.",
                        "--pinned")
                .ok();
        JsonNode card = show("Ferry");
        assertThat(card.at("/status/name").asText()).isEqualTo("Ready");
        assertThat(card.path("owners").findValuesAsText("name")).containsExactly("Ann", "@harbour master");
        assertThat(card.at("/labels/0").asText()).isEqualTo("sea");
        assertThat(card.path("targetDate").asText()).isEqualTo("2027-01-31");
        assertThat(card.path("estimate").asDouble()).isEqualTo(2.5);
        assertThat(card.path("color").asText()).isEqualTo("4");
        assertThat(card.at("/position/x").asInt()).isEqualTo(-120);
        assertThat(card.at("/size/width").asInt()).isEqualTo(300);
        assertThat(card.path("description").asText()).isEqualTo("It floats.");
        assertThat(card.path("pinned").asBoolean()).isTrue();
    }

    @Test
    void aFieldIsSetClearedAndLeftAlone() {
        board("Set");
        ann.run(
                        "card",
                        "add",
                        "Tug",
                        "-b",
                        "Set",
                        "--status",
                        "Idea",
                        "--label",
                        "old",
                        "--owner",
                        "Ann",
                        "--estimate",
                        "1")
                .ok();
        ann.run(
                        "card",
                        "set",
                        "tug",
                        "--title",
                        "Tugboat",
                        "--remove-label",
                        "old",
                        "--label",
                        "new",
                        "--remove-owner",
                        "ann",
                        "--clear",
                        "estimate,status")
                .ok();
        JsonNode card = show("Tugboat");
        assertThat(card.path("status").isNull()).isTrue();
        assertThat(card.path("estimate").isNull()).isTrue();
        assertThat(card.path("owners")).isEmpty();
        assertThat(card.path("labels").toString()).isEqualTo("[\"new\"]");
        assertThat(ann.run("card", "set", "Tugboat", "--label", "new", "--json")
                        .ok()
                        .json()
                        .path("changed")
                        .asBoolean())
                .as("it is so already")
                .isFalse();
    }

    @Test
    void cardsAreAddedBelowEachOther() {
        board("Stack");
        ann.run("card", "add", "Upper", "-b", "Stack").ok();
        ann.run("card", "add", "Lower", "-b", "Stack").ok();
        assertThat(show("Lower").at("/position/y").asInt())
                .isGreaterThan(show("Upper").at("/position/y").asInt()
                        + show("Upper").at("/size/height").asInt());
    }

    @Test
    void aDescriptionComesFromAFileOrFromStandardInput() {
        board("Text");
        ann.run("card", "add", "Narrative", "-b", "Text").ok();
        ann.input("Typed elsewhere.\n")
                .run("card", "set", "Narrative", "--description-file", "-")
                .ok();
        assertThat(show("Narrative").path("description").asText()).isEqualTo("Typed elsewhere.\n");
    }

    @Test
    void aCardMovesToAPlaceByADistanceAndKeepsBothCoordinates() {
        board("Move");
        ann.run("card", "add", "Buoy", "-b", "Move", "--at", "10,20").ok();
        ann.run("card", "move", "Buoy", "--by", "-15,5").ok();
        assertThat(show("Buoy").at("/position").toString()).isEqualTo("{\"x\":-5,\"y\":25}");
        ann.run("card", "move", "Buoy", "--to", "-200,-300").ok();
        assertThat(show("Buoy").at("/position").toString()).isEqualTo("{\"x\":-200,\"y\":-300}");
        ann.run("card", "move", "Buoy", "--into", "nowhere")
                .failed(ExitCode.NOT_FOUND, "there is no group \"nowhere\"");
    }

    @Test
    void deletedCardsAreInTheTrashUntilTheyAreRestored() {
        board("Trash");
        ann.run("card", "add", "Wreck one", "-b", "Trash").ok();
        ann.run("card", "add", "Wreck two", "-b", "Trash").ok();
        ann.run("card", "rm", "Wreck one", "No such wreck").failed(ExitCode.NOT_FOUND, "No such wreck");
        assertThat(ann.run("card", "ls", "wreck").ok().out()).as("all or none").contains("Wreck one", "Wreck two");
        ann.run("card", "rm", "Wreck one", "Wreck two").ok();
        assertThat(ann.run("card", "ls", "wreck").ok().out()).isEqualTo("no card fits\n");
        assertThat(ann.run("card", "ls", "wreck", "--trash").ok().out()).contains("Wreck one", "Wreck two");
        ann.run("card", "show", "Wreck one").failed(ExitCode.NOT_FOUND);
        ann.run("card", "restore", "Wreck one").ok();
        assertThat(show("Wreck one").path("deleted").asBoolean()).isFalse();
    }

    @Test
    void cardsAreListedByWhatIsAskedFor() {
        board("List");
        ann.run("card", "add", "Sail red", "-b", "List", "-s", "Done", "-l", "red")
                .ok();
        ann.run("card", "add", "Sail blue", "-b", "List", "-s", "Idea", "-o", "me")
                .ok();
        assertThat(titles("sail")).containsExactly("Sail red", "Sail blue");
        assertThat(titles("sail", "-s", "done")).containsExactly("Sail red");
        assertThat(titles("sail", "-o", "ann")).containsExactly("Sail blue");
        assertThat(titles("sail", "-l", "red")).containsExactly("Sail red");
        assertThat(titles("sail", "-l", "red", "-o", "ann")).isEmpty();
        ann.run("card", "ls", "-s", "sunk").failed(ExitCode.NOT_FOUND, "there is no status \"sunk\"");
    }

    @Test
    void anArrowThatClosesACircleIsDrawnWithAWarningThatNamesIt_CMD11() {
        board("Circle");
        for (String title : new String[] {"Alpha", "Beta", "Gamma"}) {
            ann.run("card", "add", title, "-b", "Circle").ok();
        }
        assertThat(ann.run("link", "Alpha", "Beta").ok().err()).isEmpty();
        ann.run("link", "Beta", "Gamma").ok();
        ann.run("link", "Beta", "Gamma").failed(ExitCode.REFUSED, "there is such an arrow");
        Result closing = ann.run("link", "Gamma", "Alpha").ok();
        assertThat(closing.err()).startsWith("warning: this closes a circle: ").contains("Alpha → Beta");
        assertThat(ann.run("board", "show", "Circle").ok().out()).contains("Arrows in a circle", "⟳");
        assertThat(ann.run("conflicts", "-b", "Circle", "--json").ok().json().at("/boards/0/cycles/0/path"))
                .hasSize(4);
        ann.run("unlink", "Alpha", "Gamma").ok();
        assertThat(ann.run("board", "show", "Circle").ok().out()).doesNotContain("circle");
        ann.run("unlink", "Alpha", "Gamma").failed(ExitCode.REFUSED, "there is no arrow between");
    }

    @Test
    void arrowsThatOnlyRelateCloseNoCircle_CMD11() {
        board("Relations");
        ann.run("card", "add", "Stern", "-b", "Relations").ok();
        ann.run("card", "add", "Bow", "-b", "Relations").ok();
        ann.run("link", "Stern", "Bow").ok();
        Result back = ann.run("link", "Bow", "Stern", "--relates", "--title", "also", "--json")
                .ok();
        assertThat(back.err()).isEmpty();
        assertThat(back.json().path("warnings")).isEmpty();
        assertThat(show("Bow").at("/relatesTo/0/title").asText()).isEqualTo("Stern");
        assertThat(show("Bow").at("/blockedBy/0/title").asText()).isEqualTo("Stern");
    }

    @Test
    void anArrowStaysOnOneBoardAndNeedsTwoCards() {
        board("Here");
        board("There");
        ann.run("card", "add", "Quay", "-b", "Here").ok();
        ann.run("card", "add", "Dock", "-b", "There").ok();
        ann.run("link", "Quay", "Dock").failed(ExitCode.USAGE, "an arrow stays on one board");
        ann.run("link", "Quay", "Quay").failed(ExitCode.REFUSED);
    }

    @Test
    void severalBoardsNeedAName_CMD4() {
        board("One");
        board("Another");
        Result unnamed = ann.run("card", "add", "Somewhere");
        unnamed.failed(ExitCode.USAGE, "say which with --board");
        assertThat(unnamed.err()).contains("One", "Another");
        ann.run("board", "rename", "Another", "Renamed").ok();
        assertThat(ann.run("board", "ls").ok().out()).contains("Renamed").doesNotContain("Another");
    }

    @Test
    void aBoardIsPlainInAPipeAndColouredAndFittedOnATerminal_CMD7() {
        board("Look");
        String title = "A card with a title that is much longer than the window of this terminal is wide";
        ann.run("card", "add", title, "-b", "Look", "-s", "In progress").ok();
        assertThat(ann.run("board", "show", "Look").ok().out()).contains(title).doesNotContain("\u001b");
        Shell terminal = new Shell(ann.home(), Path.of(".")).terminal(new Terminal(true, true, true, 60));
        assertThat(terminal.run("board", "show", "Look").ok().out())
                .contains("\u001b[33m◑ In progress\u001b[0m", "…")
                .doesNotContain(title);
        assertThat(terminal.environment("NO_COLOR", "1")
                        .run("board", "show", "Look")
                        .ok()
                        .out())
                .doesNotContain("\u001b");
    }

    @Test
    void aTitleOfSomebodyElseCannotMoveTheCursor_CMD6() {
        board("Escape");
        ann.run("card", "add", "red\u001b[2Jalert", "-b", "Escape");
        assertThat(ann.run("board", "show", "Escape").ok().out()).doesNotContain("\u001b");
    }

    private void board(String title) {
        ann.run("board", "create", title).ok();
    }

    private JsonNode show(String card) {
        return ann.run("card", "show", card, "--json").ok().json();
    }

    private List<String> titles(String... arguments) {
        String[] line = new String[arguments.length + 3];
        line[0] = "card";
        line[1] = "ls";
        line[2] = "--json";
        System.arraycopy(arguments, 0, line, 3, arguments.length);
        return ann.run(line).ok().json().path("cards").findValuesAsText("title").stream()
                .filter(title -> title.startsWith("Sail"))
                .toList();
    }
}
