package dev.meridian.bench.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that one iteration makes and frees. For one thread. */
final class Held<T> {
    private @Nullable T held;

    void hold(T made) {
        held = made;
    }

    T get() {
        return Objects.requireNonNull(held, "not made yet");
    }
}
