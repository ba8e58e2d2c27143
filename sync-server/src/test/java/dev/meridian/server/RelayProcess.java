package dev.meridian.server;

import com.google.protobuf.ByteString;
import dev.meridian.sync.trust.KeyFile;
import dev.meridian.sync.trust.VerifyKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A relay in a process of its own, so that it can be killed. */
final class RelayProcess implements AutoCloseable {
    private static final int START_SECONDS_MAX = 60;
    private static final String READY = "READY ";

    private final Process process;
    private final InetSocketAddress address;

    private RelayProcess(Process process, int port) {
        this.process = process;
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** The process: starts a relay on DATA and PORT, says so, and stops when its input ends. */
    public static void main(String[] args) throws Exception {
        RelaySettings settings =
                RelaySettings.of(Path.of(args[0]), new RelaySettings.Listen("127.0.0.1", Integer.parseInt(args[1])));
        try (RelayServer relay = RelayServer.start(settings)) {
            System.out.println(READY + relay.address().getPort());
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    /** Starts one; what it logs goes to a file. */
    static RelayProcess start(Path data, int port, Path log, String... jvmFlags) throws Exception {
        return start(List.of(), data, port, log, jvmFlags);
    }

    /** Starts one that may open so many files. */
    static RelayProcess startWithin(int filesMax, Path data, Path log) throws Exception {
        return start(List.of("bash", "-c", "ulimit -n " + filesMax + "; exec \"$@\"", "bash"), data, 0, log);
    }

    private static RelayProcess start(List<String> shell, Path data, int port, Path log, String... jvmFlags)
            throws Exception {
        List<String> command = new ArrayList<>(shell);
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of(jvmFlags));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RelayProcess.class.getName(),
                data.toString(),
                Integer.toString(port)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            return new RelayProcess(
                    process,
                    CompletableFuture.supplyAsync(() -> portOf(process)).get(START_SECONDS_MAX, TimeUnit.SECONDS));
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static int portOf(Process process) {
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        try {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.startsWith(READY)) {
                    return Integer.parseInt(line.substring(READY.length()));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("the relay ended before it was ready: " + exitStatus(process));
    }

    private static Optional<Integer> exitStatus(Process process) {
        return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
    }

    /** The identity of the relay of this data. */
    static VerifyKey keyOf(Path data) throws IOException {
        ByteString file = ByteString.copyFrom(Files.readAllBytes(data.resolveSibling(data.getFileName() + ".key")));
        return switch (KeyFile.read(file, Optional.empty())) {
            case KeyFile.RelayFile relay -> relay.key().verifyKey();
            case KeyFile.Reading other -> throw new AssertionError(other);
        };
    }

    InetSocketAddress address() {
        return address;
    }

    /** All that its heap holds, what nothing refers to any more included. */
    void dumpHeap(Path file) throws Exception {
        Path java = Path.of(ProcessHandle.current().info().command().orElseThrow());
        Process dump = new ProcessBuilder(
                        java.resolveSibling("jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.heap_dump",
                        "-all",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (dump.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    /** SIGKILL, and waits for the end. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
