package dev.meridian.client;

import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.value.Position;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.util.LibraryLoaderUtil;

/** A client in a process of its own, so that it can be killed: adds cards, one call each, and says so after each call. */
final class ClientProcess implements AutoCloseable {
    private static final String DONE = "DONE ";
    private static final String FAILED = "FAILED ";

    private final Process process;
    private final BufferedReader said;

    /** How it edits. */
    enum Mode {
        /** Without a network. */
        OFFLINE,
        /** While it is connected. */
        WATCHING
    }

    private ClientProcess(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
    }

    /** The process: HOME BOARD MODE COUNT. */
    public static void main(String[] args) {
        try (Meridian home = Meridian.open(Path.of(args[0]));
                Workspace workspace = home.workspace("Apollo")) {
            BoardHandle board = workspace.board(new BoardId(args[1]));
            if (Mode.valueOf(args[2]) == Mode.WATCHING) {
                workspace.watch();
            }
            for (int i = 0; i < Integer.parseInt(args[3]); i++) {
                System.out.println(
                        DONE + board.addCard("Card " + i, new Position(i, i)).hex());
            }
        } catch (StoreException e) {
            System.out.println(FAILED + e.reason() + " " + e.getMessage());
        }
    }

    static ClientProcess start(Path home, BoardId board, Mode mode, int count) throws IOException {
        return start(List.of(), List.of(), home, board, mode, count);
    }

    /** Starts one under a limit on the size of every file it writes, as a disk that is full would have. */
    static ClientProcess startWithin(int fileKibibytesMax, Path home, BoardId board) throws IOException {
        List<String> shell = List.of("bash", "-c", "ulimit -f " + fileKibibytesMax + "; exec \"$@\"", "bash");
        return start(shell, List.of(unpackedSqlite(home)), home, board, Mode.OFFLINE, Integer.MAX_VALUE);
    }

    /** SQLite's own library is larger than the limit, so it must lie there before. */
    private static String unpackedSqlite(Path home) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        Path directory = Files.createDirectories(home.resolveSibling("sqlite"));
        try (InputStream packed = Objects.requireNonNull(
                SQLiteConfig.class.getResourceAsStream(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name))) {
            Files.copy(packed, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        return "-Dorg.sqlite.lib.path=" + directory;
    }

    private static ClientProcess start(
            List<String> shell, List<String> jvmFlags, Path home, BoardId board, Mode mode, int count)
            throws IOException {
        List<String> command = new ArrayList<>(shell);
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(jvmFlags);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                ClientProcess.class.getName(),
                home.toString(),
                board.hex(),
                mode.name(),
                Integer.toString(count)));
        return new ClientProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The next card whose call has returned; empty when the process is over. */
    Optional<CardId> next() throws IOException {
        String line = said.readLine();
        return line != null && line.startsWith(DONE)
                ? Optional.of(new CardId(line.substring(DONE.length())))
                : Optional.empty();
    }

    /** Every card whose call has returned, up to the end of the process. */
    List<CardId> rest() throws IOException {
        List<CardId> rest = new ArrayList<>();
        for (Optional<CardId> card = next(); card.isPresent(); card = next()) {
            rest.add(card.get());
        }
        return rest;
    }

    /** As {@link #rest}, and then what it failed with. */
    String failure(List<CardId> done) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(FAILED)) {
                return line.substring(FAILED.length());
            }
            if (line.startsWith(DONE)) {
                done.add(new CardId(line.substring(DONE.length())));
            }
        }
        return "";
    }

    /** SIGKILL, and waits for the end. */
    void kill() {
        // By its handle, which leaves what it has said to be read.
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
