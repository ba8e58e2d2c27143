package dev.meridian.cli.notify;

import java.util.Optional;

/** Hands letters on. */
public interface Post {

    /**
     * Hands one on and waits for how that ends, for a minute at most.
     *
     * @return why it failed, as the rest of a sentence; empty where it is delivered
     */
    Optional<String> deliver(Letter letter);
}
