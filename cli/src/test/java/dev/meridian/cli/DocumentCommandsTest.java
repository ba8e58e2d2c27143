package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.cli.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Documents by the command line. All tests share one workspace. */
@TestInstance(Lifecycle.PER_CLASS)
class DocumentCommandsTest {

    private Path directory = Path.of("unset");
    private Shell ann = new Shell(directory, directory);

    @BeforeAll
    void found(@TempDir Path temporary) {
        directory = temporary;
        try (Team team = new Team(temporary).founded()) {
            ann = team.ann();
            ann.run("board", "create", "Board").ok();
            ann.run("card", "add", "Lighthouse").ok();
        }
    }

    @Test
    void aDocumentIsMadeOfAFileAndLinkedToACard() throws IOException {
        Path file = Files.writeString(directory.resolve("log.md"), "# Log\n\n森 and 🚢\n");
        ann.run("doc", "new", "Ship's log", "--file", "log.md", "--card", "lighthouse")
                .ok();
        assertThat(ann.run("doc", "show", "ship's").ok().out()).isEqualTo(Files.readString(file));
        assertThat(ann.run("card", "show", "lighthouse").ok().out()).contains("Ship's log");
        assertThat(ann.run("doc", "show", "ship's", "--json")
                        .ok()
                        .json()
                        .at("/cards/0/title")
                        .asText())
                .isEqualTo("Lighthouse");
        assertThat(ann.run("doc", "ls").ok().out()).contains("Ship's log", "5 words");
        ann.run("doc", "rename", "ship's", "The log").ok();
        assertThat(ann.run("doc", "ls").ok().out()).contains("The log").doesNotContain("Ship's log");
    }

    @Test
    void aParagraphIsAppendedAfterOneEmptyLine() {
        ann.run("doc", "new", "Diary").ok();
        ann.run("doc", "edit", "Diary", "--append", "First.").ok();
        ann.run("doc", "edit", "Diary", "--append", "Second.").ok();
        assertThat(ann.run("doc", "show", "Diary").ok().out()).isEqualTo("First.\n\nSecond.\n");
    }

    @Test
    void theSameTextAgainChangesNothing() {
        ann.input("Calm sea.\n").run("doc", "new", "Weather", "--file", "-").ok();
        Result again = ann.input("Calm sea.\n")
                .run("doc", "edit", "Weather", "--file", "-", "--json")
                .ok();
        assertThat(again.json().path("changed").asBoolean()).isFalse();
    }

    @Test
    void theEditorIsThePersonsOwn() throws IOException {
        ann.input("Before.\n").run("doc", "new", "Edited", "--file", "-").ok();
        Path editor = directory.resolve("editor.sh");
        Files.writeString(editor, "#!/bin/sh\nprintf 'After.\\n' >> \"$2\"\n");
        Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString("rwx------"));
        Shell shell = new Shell(ann.home(), directory).environment("EDITOR", editor + " --flag");
        shell.run("doc", "edit", "Edited").ok();
        assertThat(ann.run("doc", "show", "Edited").ok().out()).isEqualTo("Before.\nAfter.\n");
    }

    @Test
    void anEditorThatFailsChangesNothing_CMD5() {
        ann.input("As it was.\n").run("doc", "new", "Kept", "--file", "-").ok();
        Shell shell = new Shell(ann.home(), directory).environment("VISUAL", "false");
        shell.run("doc", "edit", "Kept").failed(ExitCode.REFUSED, "the editor ended with 1; nothing was changed");
        assertThat(ann.run("doc", "show", "Kept").ok().out()).isEqualTo("As it was.\n");
        new Shell(ann.home(), directory)
                .run("doc", "edit", "Kept")
                .failed(ExitCode.USAGE, "no editor: set VISUAL or EDITOR");
    }

    @Test
    void aFileThatIsNoTextIsRefused_CMD5() throws IOException {
        Files.write(directory.resolve("binary.md"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        ann.run("doc", "new", "Binary", "--file", "binary.md").failed(ExitCode.BAD_INPUT, "is not UTF-8 text");
        ann.run("doc", "new", "Missing", "--file", "nowhere.md").failed(ExitCode.NOT_FOUND, "no such file");
        ann.run("doc", "new", "Directory", "--file", ".").failed(ExitCode.BAD_INPUT, "is a directory");
        assertThat(ann.run("doc", "ls").ok().out()).doesNotContain("Binary", "Missing", "Directory");
    }
}
