package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.cli.exit.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong: one clear line, the documented exit code, nothing half done. */
class BadInputTest {

    @TempDir
    Path directory;

    private Shell ann = new Shell(Path.of("unset"), Path.of("unset"));

    @BeforeEach
    void shell() {
        ann = new Shell(directory.resolve("ann"), directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "http://127.0.0.1:7400/join",
                "http://127.0.0.1:7400/join#v1.AAAA.BBBB.CCCC.DDDD",
                "http://127.0.0.1:7400/join#v9.AAAA.BBBB.CCCC.DDDD",
                "ftp://127.0.0.1/join#v1.x"
            })
    void aBrokenLinkLeavesNoTrace_CMD5_CMD14(String link) {
        ann.run("join", link, "--name", "Ann").failed(ExitCode.BAD_INPUT);
        assertThat(ann.home()).doesNotExist();
    }

    @Test
    void aLinkWithADamagedSeedIsRefused_CMD5() {
        try (Team team = new Team(directory).founded()) {
            team.ann().run("sync").ok();
            String link = team.ann().run("invite").ok().out().strip();
            String shortened = link.substring(0, link.length() - 3);
            team.bob().run("join", shortened, "--name", "Bob").failed(ExitCode.BAD_INPUT);
            char last = link.charAt(link.length() - 6);
            String otherSeed = link.substring(0, link.length() - 6)
                    + (last == 'A' ? 'B' : 'A')
                    + link.substring(link.length() - 5);
            Result result = team.bob().run("join", otherSeed, "--name", "Bob");
            assertThat(result.code()).as(result.err()).isIn(ExitCode.BAD_INPUT.number(), ExitCode.NOT_ALLOWED.number());
            assertThat(result.err())
                    .as("the seed is not told")
                    .doesNotContain(otherSeed.substring(otherSeed.length() - 20));
            assertThat(team.bob().run("workspace", "list").ok().out()).contains("no workspace");
            team.bob().run("join", link, "--name", "Bob").ok();
            new Shell(directory.resolve("carl"), directory)
                    .run("join", link, "--name", "Carl")
                    .failed(ExitCode.NOT_ALLOWED);
            team.bob().run("join", link, "--name", "Bob").failed(ExitCode.REFUSED);
        }
    }

    @Test
    void aViewerIsToldHowItGetsANameAndGetsIt_CMD17() {
        try (Team team = new Team(directory).founded()) {
            team.ann().run("board", "create", "Board").ok();
            team.ann().run("sync").ok();
            String link =
                    team.ann().run("invite", "--role", "viewer").ok().out().strip();
            Result joined = team.bob().run("join", link, "--name", "Bob").ok();
            assertThat(joined.err()).contains("you may read here and not write", "member enter");
            team.bob().run("board", "create", "Mine").failed(ExitCode.REFUSED, "may read");
            team.ann().run("sync").ok();
            String shown = team.ann().run("workspace", "show").ok().out();
            assertThat(shown).contains("not among the members yet", "viewer");
            String device = team.bob()
                    .run("status", "--offline", "--json")
                    .ok()
                    .json()
                    .path("device")
                    .asText();
            team.ann()
                    .run("member", "enter", "0000", "-n", "Bob", "-z", "Asia/Tokyo")
                    .failed(ExitCode.NOT_FOUND, "waits for a name");
            team.ann()
                    .run("member", "enter", device.substring(0, 8), "-n", "Bob", "-z", "Asia/Tokyo")
                    .ok();
            team.syncAll();
            assertThat(team.bob().run("status").ok().out()).contains("you are Bob");
            assertThat(team.ann().run("workspace", "show").ok().out()).doesNotContain("not among the members yet");
        }
    }

    @Test
    void aPeerThatAcceptsAndSaysNothingIsNotWaitedForForEver() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            ann.run("workspace", "create", "W", "--relay", "http://127.0.0.1:" + silent.getLocalPort())
                    .failed(ExitCode.UNAVAILABLE);
        }
        assertThat(ann.run("workspace", "list").ok().out()).contains("no workspace");
    }

    @Test
    void aRelayThatIsNotThereIsUnavailableAndNothingIsFounded_CMD5() throws IOException {
        ann.run("workspace", "create", "W", "--relay", "http://127.0.0.1:" + freePort())
                .failed(ExitCode.UNAVAILABLE);
        assertThat(ann.run("workspace", "list").ok().out()).contains("no workspace");
        ann.run("status").failed(ExitCode.NOT_FOUND, "no workspace in");
    }

    @Test
    void aServerThatIsNoRelayIsToldApart() throws Exception {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread answering = Thread.ofPlatform().start(() -> answerNotFound(server));
        try {
            Result result = ann.run("workspace", "create", "W", "--relay", "http://127.0.0.1:" + server.getLocalPort());
            boolean protocol = result.code() == ExitCode.PROTOCOL.number();
            result.failed(protocol ? ExitCode.PROTOCOL : ExitCode.UNAVAILABLE);
        } finally {
            server.close();
            answering.join();
        }
    }

    private static void answerNotFound(ServerSocket server) {
        try {
            while (true) {
                try (var socket = server.accept()) {
                    socket.getInputStream().read(new byte[4096]);
                    socket.getOutputStream()
                            .write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // The test closed the socket: that is how this ends.
        }
    }

    @Test
    void anotherRelayInTheSamePlaceIsNotTrusted() throws IOException {
        Team team = new Team(directory).founded();
        team.ann().run("sync").ok();
        team.ann().run("board", "create", "Board").ok();
        team.stopRelay();
        Shell impostor = new Shell(directory.resolve("impostor"), directory);
        try (Running other =
                impostor.start("relay", "--listen", team.hostAndPort()).awaitOutput("listening")) {
            assertThat(other.out()).contains(team.url());
            team.ann().run("sync").failed(ExitCode.PROTOCOL);
            assertThat(team.ann().run("board", "ls").ok().out())
                    .as("local work goes on")
                    .contains("Board");
        }
    }

    @Test
    void aHomeWithoutItsOwnKeysIsNotUsed_CMD5() throws IOException {
        try (Team team = new Team(directory).founded()) {
            new Shell(directory.resolve("other"), directory)
                    .run("workspace", "create", "Other", "--relay", team.url(), "--name", "Other")
                    .ok();
            Path keys = keyFile(team.ann().home());
            byte[] own = Files.readAllBytes(keys);
            Files.copy(keyFile(directory.resolve("other")), keys, StandardCopyOption.REPLACE_EXISTING);
            team.ann().run("board", "ls").failed(ExitCode.NOT_ALLOWED);
            Files.write(keys, new byte[] {1, 2, 3});
            team.ann().run("board", "ls").failed(ExitCode.BAD_INPUT);
            Files.write(keys, own);
            team.ann().run("board", "ls").ok();
        }
    }

    private static Path keyFile(Path home) throws IOException {
        try (var files = Files.list(home)) {
            List<Path> keys = files.filter(file -> Files.isRegularFile(file)
                            && String.valueOf(file.getFileName()).contains("key"))
                    .toList();
            assertThat(keys).hasSize(1);
            return keys.getFirst();
        }
    }

    @Test
    void aHomeThatCannotBeMadeIsToldInOneLine() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");
        try (Team team = new Team(directory.resolve("team"))) {
            for (Path home : List.of(file, file.resolve("below"), Path.of("/proc/meridian"))) {
                new Shell(home, directory)
                        .run("workspace", "create", "W", "--relay", team.url(), "--name", "Ann")
                        .failed(ExitCode.CANNOT_CREATE);
            }
        }
        assertThat(file).hasContent("not a directory");
    }

    @Test
    void aPortInUseOrAnAddressOfAnotherMachineIsToldInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            ann.run("relay", "--listen", address).failed(ExitCode.CANNOT_CREATE, address, "in use");
            assertThat(ann.home()).as("no data is begun").doesNotExist();
            ann.run("demo", "--port", String.valueOf(taken.getLocalPort())).code(ExitCode.CANNOT_CREATE);
        }
        ann.run("relay", "--listen", "203.0.113.7:0").failed(ExitCode.CANNOT_CREATE);
        ann.run("relay", "--listen", "no-such-host.invalid:0").failed(ExitCode.CANNOT_CREATE);
    }

    @Test
    void aRelaysDataIsOpenOnceOnlyAndBelongsToItsKey() throws IOException {
        Path data = directory.resolve("data");
        try (Running relay = ann.start("relay", "--listen", "127.0.0.1:0", "--data", data.toString())) {
            relay.awaitOutput("listening");
            ann.run("relay", "--listen", "127.0.0.1:0", "--data", data.toString())
                    .failed(ExitCode.TRY_LATER);
        }
        Files.delete(directory.resolve("data.key"));
        ann.run("relay", "--listen", "127.0.0.1:0", "--data", data.toString()).failed(ExitCode.IO, "data.key");
        Path file = Files.writeString(directory.resolve("file"), "x");
        ann.run("relay", "--listen", "127.0.0.1:0", "--data", file.toString()).failed(ExitCode.CANNOT_CREATE);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
