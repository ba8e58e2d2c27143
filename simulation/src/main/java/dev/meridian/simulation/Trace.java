package dev.meridian.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Everything that happened, as a hash; the last of it in words. Two runs of one seed have the same hash, or something is drawn from outside. */
final class Trace {
    private static final int LINES_MAX = 200;

    private final Deque<String> last = new ArrayDeque<>();
    private final MessageDigest digest = sha256();
    private final Consumer<String> listener;

    /** @param listener is told each line */
    Trace(Consumer<String> listener) {
        this.listener = listener;
    }

    void add(long millis, String what) {
        String line = millis + " " + what;
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        last.add(line);
        if (last.size() > LINES_MAX) {
            last.remove();
        }
        listener.accept(line);
    }

    /** The last {@value #LINES_MAX} lines. */
    String last() {
        return String.join("\n", last);
    }

    /** Of all lines so far, in hex; once. */
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
