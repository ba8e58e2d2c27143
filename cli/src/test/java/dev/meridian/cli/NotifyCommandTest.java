package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.meridian.cli.exit.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** It is Monday noon in Lisbon, where Ann works, and nine in the evening in Tokyo, where Bob does not. The relay is away. */
class NotifyCommandTest {

    private static final String TO_FILES = "cat >> letters; echo $MERIDIAN_MEMBER $MERIDIAN_DAY >> names";

    @TempDir
    Path directory;

    private Team team;

    @BeforeEach
    void aTeamWithSomethingNew() {
        team = new Team(directory).founded().joined();
        team.stopRelay();
        team.ann().run("board", "create", "Plan").ok();
        team.ann().run("card", "add", "Night ferry", "--status", "In progress").ok();
    }

    @AfterEach
    void close() {
        team.close();
    }

    private String read(String file) throws IOException {
        return Files.readString(directory.resolve(file));
    }

    @Test
    void whoIsAtWorkGetsOneDigestAndNoSecondOneAfterARestart_NOTIFY_1() throws IOException {
        Result sent = team.ann().run("notify", "--once", "--command", TO_FILES).ok();
        assertThat(sent.out()).contains("digest sent to Ann").doesNotContain("Bob");
        assertThat(sent.err()).contains("the digests tell what is here");
        assertThat(read("letters")).contains("What changed in Harbour", "Night ferry");
        assertThat(read("names")).isEqualTo("Ann 2026-11-23\n");

        assertThat(team.ann()
                        .run("notify", "--once", "--command", TO_FILES)
                        .ok()
                        .out())
                .contains("nobody is due");
        assertThat(read("names")).hasLineCount(1);
    }

    @Test
    void oneThatFailsIsSaidWithTheNextTry_NOTIFY_2() throws IOException {
        Result failed = team.ann()
                .run("notify", "--once", "--command", "exit 3", "--json")
                .code(ExitCode.REFUSED);
        JsonNode delivery = failed.json().at("/deliveries/0");
        assertThat(delivery.path("outcome").asText()).isEqualTo("failed");
        assertThat(delivery.path("why").asText()).isEqualTo("the command ended with 3");
        assertThat(delivery.path("retryAt").asText()).isEqualTo("2026-11-23T12:01:00Z");
        assertThat(team.ann()
                        .run("notify", "--once", "--command", TO_FILES)
                        .ok()
                        .out())
                .as("the pause is not over")
                .contains("nobody is due");
        assertThat(directory.resolve("names")).doesNotExist();
    }

    @Test
    void anAttemptOfWhichNobodyKnowsTheEndIsNotRepeatedThatDay_NOTIFY_5() throws IOException {
        team.ann().run("notify", "--once", "--command", "exit 3").code(ExitCode.REFUSED);
        Path book = book();
        Files.writeString(
                book, Files.readString(book).replace(" failed ", " begun ").replace("12:00:00Z", "09:00:00Z"));

        assertThat(team.ann()
                        .run("notify", "--once", "--command", TO_FILES)
                        .ok()
                        .out())
                .contains("nobody is due");
    }

    @Test
    void aWebhookIsPostedTheDigest_NOTIFY_1() throws IOException {
        List<String> posted = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(posted.size() == 1 ? 204 : 500, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
            team.ann().run("notify", "--once", "--webhook", url).ok();
            Files.delete(book());
            assertThat(team.ann()
                            .run("notify", "--once", "--webhook", url)
                            .code(ExitCode.REFUSED)
                            .out())
                    .contains("failed: the webhook answered 500");
        } finally {
            server.stop(0);
        }
        JsonNode json = new ObjectMapper().readTree(posted.getFirst());
        assertThat(json.at("/member/name").asText()).isEqualTo("Ann");
        assertThat(json.path("day").asText()).isEqualTo("2026-11-23");
        assertThat(json.path("text").asText()).contains("Night ferry");
        assertThat(json.path("digest").path("moved")).isNotEmpty();
    }

    @Test
    void itGoesOnUntilItIsStoppedAndRunsInOnePlaceOnly_NOTIFY_5() {
        try (Running running = team.ann().start("notify", "--command", TO_FILES)) {
            running.awaitOutput("digest sent to Ann");
            team.ann()
                    .run("notify", "--once", "--command", TO_FILES)
                    .failed(ExitCode.TRY_LATER, "another meridian notify");
        }
    }

    @Test
    void badInputIsOneClearLine() throws IOException {
        Shell ann = team.ann();
        ann.run("notify").failed(ExitCode.USAGE, "--command");
        ann.run("notify", "--webhook", "ftp://x").failed(ExitCode.USAGE, "a webhook is an address");
        ann.run("notify", "--once", "--command", "true", "--for", "Zoe")
                .failed(ExitCode.NOT_FOUND, "no member \"Zoe\"");
        ann.run("notify", "--once", "--command", "exit 3").code(ExitCode.REFUSED);
        Files.writeString(book(), "nonsense\n");
        ann.run("notify", "--once", "--command", "true").failed(ExitCode.BAD_INPUT, "line 1 cannot be read");
    }

    private Path book() throws IOException {
        try (Stream<Path> files = Files.list(team.ann().home().resolve("notify"))) {
            return files.filter(each -> !each.toString().endsWith(".lock"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
