package dev.meridian.cli.run;

import java.util.Optional;

/** Asks the person at the terminal for something that must not be seen. */
@FunctionalInterface
public interface Prompt {
    /** Nobody is there. */
    Prompt NOBODY = question -> Optional.empty();

    /** What was typed, without an echo; empty where nobody is there, or nothing was typed. */
    Optional<String> secret(String question);
}
