package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Hello;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: signals, exit codes, streams. A handful, because each costs a virtual machine. */
class ProcessTest {

    private static final long SECONDS_MAX = 120;

    @TempDir
    Path directory;

    @Test
    void aFailureIsOneLineAndTheExitCodeOfTheProcess_CMD1_CMD2() throws Exception {
        Process process = start("status");
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        new Result(List.of("status"), exitCode(process), out, err).failed(ExitCode.NOT_FOUND, "no Meridian home");
    }

    @Test
    void theRelayLogsOneLineAnEventAndEndsWellAtCtrlCAndAtTerm_CMD10() throws Exception {
        for (String signal : List.of("INT", "TERM")) {
            Process process = start(
                    "relay",
                    "--listen",
                    "127.0.0.1:0",
                    "--data",
                    directory.resolve(signal).toString());
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            assertThat(out.readLine()).startsWith("relay listening on http://127.0.0.1:");
            signal(process, signal);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(exitCode(process)).as(err).isZero();
            assertThat(err.lines())
                    .as("time, level, who, what")
                    .isNotEmpty()
                    .allMatch(
                            line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (INFO|WARN) .*"));
            assertThat(err).contains("stopped");
        }
    }

    @Test
    void theRelayLogsAsJsonToo_CMD10() throws Exception {
        Process process = start(
                "relay",
                "--listen",
                "127.0.0.1:0",
                "--data",
                directory.resolve("data").toString(),
                "--log",
                "json");
        String said = process.inputReader(StandardCharsets.UTF_8).readLine();
        knockWithNonsense(URI.create(said.replaceFirst(".* (http://[^,]+),.*", "$1")));
        signal(process, "TERM");
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(exitCode(process)).as(err).isZero();
        List<JsonNode> events = new ArrayList<>();
        for (String line : err.lines().toList()) {
            events.add(new ObjectMapper().readTree(line));
        }
        assertThat(events).isNotEmpty().allSatisfy(event -> {
            assertThat(event.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
            assertThat(event.path("level").asText()).isIn("INFO", "WARN");
            assertThat(event.path("source").asText()).isNotBlank();
            assertThat(event.path("message").asText()).isNotBlank();
        });
        assertThat(events)
                .anyMatch(event -> event.path("workspace").asText().matches("[0-9a-f]{8}")
                        && event.path("connection").isIntegralNumber());
    }

    /** A login that fits, then a frame out of place: the relay closes the connection and says so. */
    private static void knockWithNonsense(URI relay) throws Exception {
        Frame hello = Frame.newBuilder()
                .setHello(Hello.newBuilder()
                        .setVersionMin(1)
                        .setVersionMax(1)
                        .setWs(ByteString.copyFrom(new byte[32]))
                        .setClientNonce(ByteString.copyFrom(new byte[32])))
                .build();
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(relay.resolve("ws://" + relay.getAuthority() + "/sync"), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
                            closed.complete(status);
                            return CompletableFuture.completedFuture(status);
                        }
                    })
                    .get(SECONDS_MAX, TimeUnit.SECONDS);
            socket.sendBinary(hello.toByteString().asReadOnlyByteBuffer(), true).join();
            socket.sendBinary(hello.toByteString().asReadOnlyByteBuffer(), true).join();
            assertThat(closed.get(SECONDS_MAX, TimeUnit.SECONDS)).isPositive();
            socket.abort();
        }
    }

    @Test
    void theDemonstrationEndsWellAtCtrlC_CMD10_CMD15() throws Exception {
        Process process = start("demo");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        for (String line = out.readLine(); line != null && !line.contains("Ctrl-C"); line = out.readLine()) {
            lines.add(line);
        }
        assertThat(lines).anyMatch(line -> line.contains("byte for byte equal"));
        signal(process, "INT");
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(out.lines()).anyMatch(line -> line.startsWith("Stopping the relay."));
        assertThat(exitCode(process)).as(err).isZero();
        assertThat(err).isEmpty();
    }

    @Test
    void aReaderThatHasEnoughIsNoFailure_CMD2() throws Exception {
        Process process = start("completion");
        process.getInputStream().close();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(exitCode(process)).isEqualTo(ExitCode.READER_GONE.number());
        assertThat(err).isEmpty();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.meridian.cli.Main",
                "--home",
                directory.resolve("home").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().remove("MERIDIAN_TERMINALS");
        builder.environment().put("LC_ALL", "POSIX");
        return builder.start();
    }

    private static void signal(Process process, String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    private static int exitCode(Process process) throws InterruptedException {
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the process did not end");
        }
        return process.exitValue();
    }
}
