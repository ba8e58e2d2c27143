package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meridian.cli.exit.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportExportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private Shell ann = new Shell(Path.of("unset"), Path.of("unset"));

    @BeforeEach
    void found() {
        try (Team team = new Team(directory).founded()) {
            ann = team.ann();
        }
    }

    @Test
    void aCanvasComesBackEqualWithItsUnknownKeys() throws IOException {
        ann.run("import", Samples.canvas().toString()).ok();
        ann.run("export", "out", "--format", "canvas").ok();
        assertThat(JSON.readTree(directory.resolve("out/Roadmap.canvas").toFile()))
                .isEqualTo(JSON.readTree(Samples.canvas().toFile()));
    }

    @Test
    void aTableBringsCardsWithArrowsAndTheirDocuments() throws IOException {
        ann.run("import", Samples.table().toString()).ok();
        JsonNode cards = ann.run("card", "ls", "--json").ok().json().path("cards");
        assertThat(cards).hasSizeGreaterThan(3);
        assertThat(cards.valueStream().filter(card -> !card.path("documents").isEmpty()))
                .isNotEmpty();
        assertThat(cards.valueStream()
                        .filter(card -> !card.path("blockedBy").isEmpty()
                                || !card.path("relatesTo").isEmpty()))
                .isNotEmpty();
        assertThat(cards.valueStream().filter(card -> !card.path("owners").isEmpty()))
                .isNotEmpty();
        ann.run("export", "out").ok();
        assertThat(directory.resolve("out/goals.csv")).exists();
        assertThat(directory.resolve("out/workspace.json")).exists();
        try (Stream<Path> files = Files.walk(directory.resolve("out"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".md"))).isNotEmpty();
        }
    }

    @Test
    void aDirectoryOfMarkdownBringsItsDocuments() {
        ann.run("import", Samples.documents().toString()).ok();
        assertThat(ann.run("doc", "ls", "--json").ok().json().path("documents")).hasSizeGreaterThan(1);
    }

    @Test
    void importingAgainChangesNothingAndANewerFileOnlyWhatChangedInIt() throws IOException {
        Path file = Samples.copy(Samples.own("goals.csv"), directory.resolve("tracker"));
        for (String document : List.of("winter.md", "summer.md")) {
            Samples.copy(Samples.own("documents/" + document), directory.resolve("tracker/documents"));
        }
        ann.run("import", file.toString()).ok();
        assertThat(ann.run("import", file.toString(), "--json")
                        .ok()
                        .json()
                        .at("/files/0/changed")
                        .asBoolean())
                .isFalse();
        ann.run("card", "set", "Delays", "--title", "Delays reach everybody").ok();
        Files.writeString(file, Files.readString(file).replace("Todo,@kenji", "Done,@kenji"));
        JsonNode again =
                ann.run("import", file.toString(), "--json").ok().json().at("/files/0");
        assertThat(again.path("cardsChanged").asInt()).isEqualTo(1);
        assertThat(again.path("cardsAdded").asInt()).isZero();
        assertThat(ann.run("card", "ls", "--json").ok().json().path("cards").findValuesAsText("title"))
                .contains("Delays reach everybody");
    }

    @Test
    void aDryRunSaysWhatItWouldDoAndDoesNot() {
        assertThat(ann.run("import", "--dry-run", Samples.own("Roadmap.canvas").toString())
                        .ok()
                        .out())
                .isEqualTo("Roadmap.canvas: would bring 6 new cards, 1 new group, 2 new arrows\n");
        assertThat(ann.run("board", "ls").ok().out()).contains("no board yet");
    }

    @Test
    void theBoardIsTheNamedOneOrANewOneOfThatTitle() {
        String canvas = Samples.own("Roadmap.canvas").toString();
        ann.run("import", canvas, "--board", "Plans").ok();
        ann.run("import", Samples.own("goals.csv").toString(), "--board", "plans")
                .ok();
        JsonNode boards = ann.run("board", "ls", "--json").ok().json().path("boards");
        assertThat(boards.findValuesAsText("title")).containsExactly("Plans");
        assertThat(boards.at("/0/cards").asInt()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    double.canvas  | {"nodes":[{"id":"a","type":"text","text":"A","x":0,"y":0,"width":9,"height":9},NEWLINE{"id":"a","type":"text","text":"B","x":0,"y":0,"width":9,"height":9}],"edges":[]} | double.canvas:2
                    nowhere.canvas | {"nodes":[{"id":"a","type":"text","text":"A","x":0,"y":0,"width":9,"height":9}],NEWLINE"edges":[{"id":"e","fromNode":"a","toNode":"b"}]} | nowhere.canvas:2
                    cut.canvas     | {"nodes":[{"id":"a", | cut.canvas:1
                    open.csv       | Id,TitleNEWLINE1,"never closed | open.csv:2
                    empty.csv      | NEWLINE | empty.csv
                    photo.jpeg     | x | neither a canvas
                    """)
    void aBadFileIsNamedWithItsLineAndChangesNothing_CMD5(String name, String content, String part) throws IOException {
        Files.writeString(directory.resolve(name), content.strip().replace("NEWLINE", "\n"));
        byte[] before = json();
        ann.run("import", name).failed(ExitCode.BAD_INPUT, part.strip());
        ann.run("import", Samples.own("Roadmap.canvas").toString(), name).failed(ExitCode.BAD_INPUT, part.strip());
        assertThat(json()).as("not even the good file beside it").isEqualTo(before);
    }

    @Test
    void filesThatAreNotThereOrNotTextAreRefused_CMD5() throws IOException {
        ann.run("import", "nowhere.csv").failed(ExitCode.NOT_FOUND, "nowhere.csv: no such file");
        Files.write(directory.resolve("binary.csv"), new byte[] {'I', 'd', '\n', (byte) 0xff, (byte) 0xc0});
        ann.run("import", "binary.csv").failed(ExitCode.BAD_INPUT, "binary.csv:2", "UTF-8");
        Files.createDirectories(directory.resolve("nothing"));
        ann.run("import", "nothing").failed(ExitCode.BAD_INPUT, "no Markdown file");
    }

    @Test
    void noLinkLeadsOutOfTheVault() throws IOException {
        Files.writeString(directory.resolve("secret.md"), "a secret");
        Path vault = Files.createDirectories(directory.resolve("vault"));
        Files.createSymbolicLink(vault.resolve("inside.md"), directory.resolve("secret.md"));
        Files.writeString(vault.resolve("v.canvas"), """
                {"nodes":[{"id":"f","type":"file","file":"../secret.md","x":0,"y":0,"width":9,"height":9},
                {"id":"g","type":"file","file":"inside.md","x":0,"y":0,"width":9,"height":9}],"edges":[]}
                """);
        ann.run("import", "vault/v.canvas").ok();
        assertThat(new String(json(), StandardCharsets.UTF_8)).doesNotContain("a secret");
    }

    @Test
    void anExportReplacesNothingUnlessAsked_CMD13() throws IOException {
        ann.run("board", "create", "Plan: a/b").ok();
        ann.run("doc", "new", "Notes").ok();
        Result first = ann.run("export", "out", "--json").ok();
        assertThat(first.json().path("files").toString()).contains("Plan- a-b.canvas", "workspace.json");
        assertThat(ann.run("export", "out").ok().out()).contains("up to date");
        Files.writeString(directory.resolve("out/workspace.json"), "mine");
        Files.writeString(directory.resolve("out/other.txt"), "mine too");
        Result refused = ann.run("export", "out");
        refused.failed(ExitCode.CANNOT_CREATE, "1 file with other content");
        assertThat(refused.err()).contains("workspace.json");
        assertThat(directory.resolve("out/workspace.json")).hasContent("mine");
        ann.run("export", "out", "--replace").ok();
        assertThat(directory.resolve("out/workspace.json").toFile().length()).isGreaterThan(100);
        assertThat(directory.resolve("out/other.txt")).hasContent("mine too");
        try (Stream<Path> left = Files.list(directory.resolve("out"))) {
            assertThat(left)
                    .noneMatch(file -> String.valueOf(file.getFileName()).startsWith("."));
        }
    }

    @Test
    void aPlaceThatIsNoDirectoryIsRefused_CMD13() throws IOException {
        Files.writeString(directory.resolve("file"), "mine");
        ann.run("export", "file").failed(ExitCode.CANNOT_CREATE, "is not a directory");
        ann.run("export", "file/below").failed(ExitCode.CANNOT_CREATE);
        ann.run("export", "/proc/nowhere").failed(ExitCode.CANNOT_CREATE);
        assertThat(directory.resolve("file")).hasContent("mine");
    }

    private byte[] json() throws IOException {
        ann.run("export", "json", "--format", "json", "--replace").ok();
        return Files.readAllBytes(directory.resolve("json/workspace.json"));
    }
}
