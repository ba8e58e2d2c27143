package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meridian.cli.exit.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that go on until Ctrl-C. */
class LongRunningTest {

    @TempDir
    Path directory;

    @Test
    void watchingTellsWhatComesInAndSendsWhatOtherCommandsWrite_CMD10() {
        try (Team team = new Team(directory).founded()) {
            team.ann().run("board", "create", "Board").ok();
            team.ann().run("card", "add", "Alpha").ok();
            team.joined();
            try (Running watch = team.ann().start("sync", "--watch").awaitOutput("online")) {
                team.bob()
                        .run("card", "set", "Alpha", "--title", "Alpha of Bob", "--status", "Done")
                        .ok();
                team.bob().run("sync").ok();
                watch.awaitOutput("Bob set title of Alpha of Bob: Alpha → Alpha of Bob");
                watch.awaitOutput("Bob set status of Alpha of Bob: (none) → Done");
                team.ann().run("card", "add", "Beta of Ann").ok();
                watch.awaitOutput("Ann added Beta of Ann");
                try (Running other =
                        team.bob().start("sync", "--watch", "--json").awaitOutput("Ann added Beta of Ann")) {
                    other.stop().ok();
                    assertThat(other.out().lines()).isNotEmpty().allSatisfy(LongRunningTest::isJson);
                }
                Result end = watch.stop().ok();
                assertThat(end.out()).as("plain in a pipe").doesNotContain("\u001b");
            }
        }
    }

    private static void isJson(String line) {
        try {
            assertThat(new ObjectMapper().readTree(line).path("event").asText()).isNotEmpty();
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    @Test
    void theRelayTellsWhereItListensAndStopsGracefully_CMD10() throws IOException {
        Shell operator = new Shell(directory.resolve("home"), directory);
        Running relay =
                operator.start("relay", "--listen", "127.0.0.1:0", "--json").awaitOutput("}");
        JsonNode said = new ObjectMapper().readTree(relay.out());
        assertThat(said.path("listening").asText()).startsWith("http://127.0.0.1:");
        assertThat(Path.of(said.path("data").asText()))
                .isEqualTo(directory.resolve("home/relay"))
                .exists();
        assertThat(Path.of(said.path("key").asText())).exists();
        assertThat(relay.stop().ok().err()).isEmpty();
    }

    @Test
    void aRelayTakesItsSettingsFromAFileAndAFlagWins_CMD16() throws IOException {
        Shell operator = new Shell(directory.resolve("home"), directory);
        Files.createDirectories(directory.resolve("etc"));
        Files.writeString(directory.resolve("etc/relay.conf"), """
                data = ../srv/logs          # where the file lies
                listen = 203.0.113.7:1
                net.connectionsMax = 20
                """);
        try (Running relay = operator.start("relay", "--config", "etc/relay.conf", "--listen", "127.0.0.1:0", "--json")
                .awaitOutput("}")) {
            JsonNode said = new ObjectMapper().readTree(relay.out());
            assertThat(said.path("data").asText())
                    .isEqualTo(directory.resolve("srv/logs").toString());
            assertThat(said.path("listening").asText()).startsWith("http://127.0.0.1:");
            relay.stop().ok();
        }
        JsonNode printed = operator.run("relay", "--config", "etc/relay.conf", "--print-config", "--json")
                .ok()
                .json();
        assertThat(printed.path("listen").asText()).isEqualTo("203.0.113.7:1");
        assertThat(printed.path("limits").path("net.connectionsMax").asInt()).isEqualTo(20);
        assertThat(printed.path("limits").path("net.frameBytesMax").isMissingNode())
                .isTrue();
    }

    @Test
    void aRelaysSettingsArePrintedAsAFileThatItTakes_CMD16() throws IOException {
        Shell operator = new Shell(directory.resolve("home"), directory);
        String printed = operator.run("relay", "--print-config").ok().out();
        assertThat(printed).contains("store.cacheBytes = 128 MiB", "relay.room.workspacesMax = 10000", "# ");
        Files.writeString(directory.resolve("relay.conf"), printed);
        assertThat(operator.run("relay", "--config", "relay.conf", "--print-config")
                        .ok()
                        .out())
                .isEqualTo(printed);
        Files.writeString(directory.resolve("relay.conf"), "data = logs\nmax = 5\n");
        operator.run("relay", "--config", "relay.conf")
                .failed(ExitCode.BAD_INPUT, directory.resolve("relay.conf") + ":2: there is no setting \"max\"");
        operator.run("relay", "--config", "nowhere.conf").failed(ExitCode.NOT_FOUND, "nowhere.conf: no such file");
        assertThat(directory.resolve("logs")).doesNotExist();
    }

    @Test
    void theDemonstrationShowsTheMergeAndLeavesTheRelayRunning_CMD15() throws IOException {
        Path place = directory.resolve("demo");
        Shell shell = new Shell(place, directory).environment("MERIDIAN_COMMAND", "./meridian");
        try (Running demo = shell.start("demo").awaitOutput("goes on until Ctrl-C")) {
            assertThat(demo.out())
                    .contains(
                            "Inês Duarte",
                            "Kenji Mori",
                            "31 cards, 4 groups, 24 arrows",
                            "32 cards, 4 groups, 26 arrows",
                            "Hold seats while somebody pays",
                            "Hold seats for 20 minutes",
                            "deleted by Inês Duarte while Kenji Mori edited it",
                            "byte for byte equal",
                            place.resolve("ines").toString(),
                            "Open in a browser")
                    .containsPattern("http://127\\.0\\.0\\.1:\\d+/join#v1\\.\\S{170,}")
                    .containsAnyOf( // a circle begins anywhere
                            "  ⟳ Refunds in one call → Deposits for group bookings → Monthly statement for every line",
                            "  ⟳ Deposits for group bookings → Monthly statement for every line → Refunds in one call",
                            "  ⟳ Monthly statement for every line → Refunds in one call → Deposits for group bookings")
                    .doesNotContain("\u001b", "Exception");
            whatItTellsToTypeWorks(demo.out());
            String address = first(demo.out(), "http://(127\\.0\\.0\\.1:\\d+)");
            assertThat(demo.stop().ok().out())
                    .contains("./meridian relay --data " + place.resolve("relay") + " --listen " + address);
            int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
            assertThat(catchIo(() -> new Socket(InetAddress.getLoopbackAddress(), port).close()))
                    .as("the relay is gone")
                    .isTrue();
        }
        shell.run("demo").failed(ExitCode.CANNOT_CREATE, "is not empty");
    }

    // The homes are given back before the lines are printed, so they can be typed at once.
    private void whatItTellsToTypeWorks(String told) {
        List<String> commands = told.lines()
                .filter(line -> line.startsWith("  ./meridian "))
                .map(line -> line.replace("  ./meridian ", ""))
                .toList();
        assertThat(commands).hasSizeGreaterThan(5);
        for (String command : commands) {
            String[] words = command.replace("\"hold seats\"", "hold_seats").split(" ");
            for (int i = 0; i < words.length; i++) {
                words[i] = words[i].replace("hold_seats", "hold seats");
            }
            new Shell(directory, directory).runBare(words).ok();
        }
    }

    @Test
    void theDemonstrationAnswersWithOneJsonDocument_CMD3() throws IOException {
        Path place = directory.resolve("demo");
        try (Running demo = new Shell(place, directory).start("demo", "--json").awaitOutput("\n}\n")) {
            JsonNode said = new ObjectMapper().readTree(demo.out());
            assertThat(said.at("/export/equal").asBoolean()).isTrue();
            assertThat(said.at("/after/conflicts")).hasSize(1);
            assertThat(said.at("/after/cycles")).hasSize(1);
            assertThat(said.at("/after/revived")).hasSize(1);
            assertThat(said.path("deeds")).hasSize(12);
            assertThat(said.path("link").asText()).startsWith(said.path("relay").asText() + "/join#v1.");
            assertThat(Files.isDirectory(Path.of(said.at("/homes/kenji").asText())))
                    .isTrue();
            demo.stop().ok();
        }
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private interface Io {
        void run() throws IOException;
    }

    private static boolean catchIo(Io io) {
        try {
            io.run();
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
