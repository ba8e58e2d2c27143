package dev.meridian.bench.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A relay in a process of its own, from the packaged jar, on a free loopback port. */
public final class RelayProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on http://\\S+?:(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");
    private static final int START_SECONDS_MAX = 30;
    private static final int STOP_SECONDS_MAX = 20;
    private static final int KIB = 1024;
    private static final int COLLECTIONS_MAX = 8;

    private final Process process;
    private final InetSocketAddress address;
    private final Duration untilReady;

    private RelayProcess(Process process, int port, long startNanos) throws IOException {
        this.process = process;
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        requireReady();
        this.untilReady = Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /**
     * Starts one and waits until it is ready: until /readyz, which writes to its disk, says so.
     *
     * @param data its data directory; beside it lie its key and what it logs
     */
    public static RelayProcess start(Path data) throws IOException, InterruptedException {
        return start(data, List.of());
    }

    /**
     * The same with settings.
     *
     * @param settings lines of a settings file; none: the defaults
     */
    public static RelayProcess start(Path data, List<String> settings) throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        List<String> command = new ArrayList<>(command(data));
        if (!settings.isEmpty()) {
            Path file = Files.write(data.resolveSibling(data.getFileName() + ".conf"), settings);
            command.addAll(List.of("--config", file.toString()));
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling(data.getFileName() + ".log").toFile()))
                .start();
        boolean started = false;
        try {
            int port = CompletableFuture.supplyAsync(() -> port(process)).get(START_SECONDS_MAX, TimeUnit.SECONDS);
            RelayProcess relay = new RelayProcess(process, port, startNanos);
            started = true;
            return relay;
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the relay does not start", e);
        } finally {
            if (!started) {
                process.destroyForcibly();
            }
        }
    }

    private static List<String> command(Path data) {
        return meridian(List.of("relay", "--data", data.toString(), "--listen", "127.0.0.1:0"));
    }

    /**
     * Runs another command of the packaged program to its end.
     *
     * @throws IOException with what it said, if it did not succeed
     */
    public static void run(List<String> words) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(meridian(words)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("meridian: " + said);
        }
    }

    /** The program as its launcher starts it, with what {@code MERIDIAN_JAVA_OPTS} adds. */
    private static List<String> meridian(List<String> words) {
        List<String> command = new ArrayList<>(List.of(java("java"), "-XX:+UseSerialGC", "-Xshare:auto"));
        if (Runtime.version().feature() > 22) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        Path archive =
                Path.of(jar().replaceFirst("\\.jar$", "-" + Runtime.version().feature() + ".jsa"));
        if (Files.isRegularFile(archive)) {
            command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable"));
        }
        if (!words.contains("relay")) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        String more = System.getenv("MERIDIAN_JAVA_OPTS");
        if (more != null && !more.isBlank()) {
            command.addAll(List.of(more.strip().split("\\s+")));
        }
        command.addAll(List.of("-jar", jar()));
        command.addAll(words);
        return command;
    }

    private static String jar() {
        String jar = System.getProperty("meridian.jar");
        if (jar == null || !Files.isRegularFile(Path.of(jar))) {
            throw new IllegalStateException("the packaged jar is not there; ./bench/run builds it");
        }
        return jar;
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    private static int port(Process process) {
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        try {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    return Integer.parseInt(listening.group(1));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("the relay ended before it listened");
    }

    private void requireReady() throws IOException {
        URI readiness = URI.create("http://127.0.0.1:" + address.getPort() + "/readyz");
        HttpURLConnection question = (HttpURLConnection) readiness.toURL().openConnection();
        try {
            if (question.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("the relay is not ready");
            }
        } finally {
            question.disconnect();
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** From the start of the process to the first good answer of /readyz. */
    public Duration untilReady() {
        return untilReady;
    }

    /** Resident memory in bytes, as the kernel counts it. */
    public long residentBytes() throws IOException {
        String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
        return number(RESIDENT, status) * KIB;
    }

    /** Used heap in bytes, after collections, until one finds nothing more: what was closed lets go of its memory a little later. */
    public long heapBytes() throws IOException, InterruptedException {
        long used = heapBytesOnce();
        for (int i = 1; i < COLLECTIONS_MAX; i++) {
            long before = used;
            used = heapBytesOnce();
            if (used > before - before / 200) {
                return used;
            }
        }
        return used;
    }

    private long heapBytesOnce() throws IOException, InterruptedException {
        jcmd("GC.run");
        String heap = jcmd("GC.heap_info");
        long used = 0;
        Matcher generation = HEAP_USED.matcher(heap.lines()
                .filter(line -> !line.contains("Metaspace") && !line.contains("class space"))
                .reduce("", (all, line) -> all + line + '\n'));
        while (generation.find()) {
            used += Long.parseLong(generation.group(1)) * KIB;
        }
        return used;
    }

    private String jcmd(String question) throws IOException, InterruptedException {
        Process asking = new ProcessBuilder(java("jcmd"), Long.toString(process.pid()), question)
                .redirectErrorStream(true)
                .start();
        String answer = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (asking.waitFor() != 0) {
            throw new IOException("jcmd: " + answer);
        }
        return answer;
    }

    private static long number(Pattern pattern, String text) throws IOException {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("no figure in: " + text);
        }
        return Long.parseLong(found.group(1));
    }

    /** Stops it as Ctrl-C would, and waits for its end; after a while by force. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly().onExit().join();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
