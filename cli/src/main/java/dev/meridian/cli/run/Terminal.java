package dev.meridian.cli.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Which of the standard streams a person looks at, and how wide their window is.
 *
 * @param columns of the window; meaningful where out or err is a terminal
 */
public record Terminal(boolean in, boolean out, boolean err, int columns) {

    /** Nobody looks: pipes and files. */
    public static final Terminal NONE = new Terminal(false, false, false, Terminal.COLUMNS_DEFAULT);

    static final int COLUMNS_DEFAULT = 100;
    private static final int COLUMNS_MIN = 40;

    /** Of this process. */
    public static Terminal ofProcess(Map<String, String> environment) {
        boolean in = isTerminal(0, environment);
        boolean out = isTerminal(1, environment);
        boolean err = isTerminal(2, environment);
        int columns = out || err ? columns(environment) : COLUMNS_DEFAULT;
        return new Terminal(in, out, err, columns);
    }

    // Java does not tell of each stream; the launcher does, and where it was not used, /proc (Linux) says what a stream
    // is open on.
    private static boolean isTerminal(int descriptor, Map<String, String> environment) {
        String told = environment.get("MERIDIAN_TERMINALS");
        if (told != null) {
            return told.contains(String.valueOf(descriptor));
        }
        Path link = Path.of("/proc/self/fd", String.valueOf(descriptor));
        if (!Files.isSymbolicLink(link)) {
            return false;
        }
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false; // closed: nobody looks
        }
    }

    private static int columns(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("COLUMNS"))
                .flatMap(Terminal::number)
                .or(Terminal::columnsOfStty)
                .map(columns -> Math.max(columns, COLUMNS_MIN))
                .orElse(COLUMNS_DEFAULT);
    }

    private static Optional<Integer> columnsOfStty() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return Optional.empty();
            }
            String[] rowsAndColumns = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            return rowsAndColumns.length == 2 ? number(rowsAndColumns[1]) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no stty, or no controlling terminal: the default width will do
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Integer> number(String digits) {
        try {
            int number = Integer.parseInt(digits);
            return number > 0 ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
