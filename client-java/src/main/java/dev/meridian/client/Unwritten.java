package dev.meridian.client;

import java.util.Optional;

/** Stands for a body that the next commits write; gone with the last of them. */
final class Unwritten {
    private Unwritten() {}

    @SafeVarargs
    static <T> T body(T... none) {
        return Optional.<T>empty().orElseThrow(() -> new UnsupportedOperationException("not written yet"));
    }
}
