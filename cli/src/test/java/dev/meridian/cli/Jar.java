package dev.meridian.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged program in a process of its own, as an operator starts it. What it says on stderr goes to a file. */
final class Jar implements AutoCloseable {
    private static final Path FILE =
            Path.of(System.getProperty("meridian.jar", "target/meridian.jar")).toAbsolutePath();

    private final Process process;
    private final BufferedReader out;

    private Jar(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts {@code meridian ARGUMENTS} and waits until it has said this; relative paths start at the directory. */
    static Jar start(Path directory, String said, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                FILE.toString()));
        command.addAll(List.of(arguments));
        Jar jar = new Jar(new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("stderr.log").toFile()))
                .start());
        for (String line = jar.out.readLine(); line != null; line = jar.out.readLine()) {
            if (line.contains(said)) {
                return jar;
            }
        }
        jar.kill();
        throw new AssertionError(command + " ended without saying \"" + said + "\"");
    }

    /** SIGKILL, and waits for the end. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
