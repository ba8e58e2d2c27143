package dev.meridian.sync.id;

import java.util.Optional;

/** Stands for a body that is not written yet; gone before this is done. */
public final class Pending {
    private Pending() {}

    /** Throws. */
    @SafeVarargs
    public static <T> T body(T... none) {
        return Optional.<T>empty().orElseThrow(() -> new UnsupportedOperationException("not written yet"));
    }
}
