package dev.meridian.simulation;

import java.util.Objects;
import java.util.function.Supplier;

/** Something happened in a world that must never happen. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    Violation(String message) {
        super(message);
    }

    Violation(String message, Throwable cause) {
        super(message, cause);
    }

    static void unless(boolean holds, Supplier<String> message) {
        if (!holds) {
            throw new Violation(message.get());
        }
    }

    static void unlessEqual(Object actual, Object expected, String what) {
        if (!Objects.equals(actual, expected)) {
            throw new Violation(what + ": not " + shorten(actual) + " but " + shorten(expected));
        }
    }

    private static String shorten(Object value) {
        String text = String.valueOf(value);
        return text.length() <= 2_000 ? text : text.substring(0, 2_000) + "...";
    }
}
