package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.cli.exit.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    frobnicate                                       | Unmatched argument
                    status --jsno                                    | did you mean --json?
                    workspace create                                 | --relay
                    workspace create W --relay ftp://host            | a relay is http://HOST:PORT
                    workspace create W --relay http://h --zone Moon  | a zone is a name of the IANA list
                    workspace create W --relay http://h --zone +01:00 | a zone is a name of the IANA list
                    card set                                         | CARD
                    card add T --at 12                               | a place is X,Y
                    card add T --target tomorrow                     | a date is YYYY-MM-DD
                    card add T --size 0x10                           | a size is WIDTHxHEIGHT
                    card add T --estimate much                       | --estimate
                    card move T --to 1,2 --by 3,4                    | exclude each other
                    card move T                                      | say where
                    doc edit T --file F --append X                   | exclude each other
                    invite --role king                               | --role
                    invite --uses 0                                  | a number from 1
                    invite --expires never                           | a time span
                    relay --listen nowhere                           | HOST:PORT
                    relay --listen localhost:99999                   | HOST:PORT
                    demo --port 99999                                | a port is a number
                    """)
    void aWrongCommandLineIsOneClearLine_CMD2(String line, String part) {
        Result result = shell().run(line.strip().split(" +"));
        result.failed(ExitCode.USAGE, part.strip());
        assertThat(directory.resolve("home")).as("nothing was made").doesNotExist();
    }

    @Test
    void aWrongCommandLineIsJsonWhereJsonWasAskedFor_CMD3() {
        Result result = shell().run("status", "--jsno", "--json").code(ExitCode.USAGE);
        assertThat(result.jsonError().path("code").asText()).isEqualTo("usage");
        assertThat(result.jsonError().path("exit").asInt()).isEqualTo(64);
    }

    @Test
    void globalOptionsStandBeforeOrAfterTheCommand() {
        Shell shell = shell();
        assertThat(shell.runBare("--json", "--home", "h", "workspace", "list")
                        .ok()
                        .json())
                .isEqualTo(shell.runBare("workspace", "list", "--home", "h", "--json")
                        .ok()
                        .json());
    }

    @Test
    void theHomeComesFromTheOptionThenFromTheEnvironment() {
        Shell shell = shell().environment(
                        "MERIDIAN_HOME", directory.resolve("of-environment").toString());
        assertThat(shell.runBare("workspace", "list").ok().out()).contains("of-environment");
        assertThat(shell.runBare("workspace", "list", "--home", "of-option")
                        .ok()
                        .out())
                .contains(directory.resolve("of-option").toString());
    }

    @Test
    void aMistypedHomeIsNotMade_CMD14() {
        for (List<String> line :
                List.of(List.of("status"), List.of("board", "ls"), List.of("sync"), List.of("doctor"))) {
            shell().run(line.toArray(String[]::new)).failed(ExitCode.NOT_FOUND, "there is no Meridian home at");
        }
        assertThat(directory.resolve("home")).doesNotExist();
    }

    @Test
    void twoRunsShareNothing_CMD9() {
        assertThat(shell().run("workspace", "list", "--json").ok().out()).startsWith("{");
        assertThat(shell().run("workspace", "list").ok().out()).doesNotStartWith("{");
        assertThat(shell().run("status", "--verbose").code(ExitCode.NOT_FOUND).err())
                .contains("CommandFailed");
        shell().run("status").failed(ExitCode.NOT_FOUND, "no Meridian home");
    }

    private Shell shell() {
        return new Shell(directory.resolve("home"), directory);
    }
}
