package dev.meridian.cli.run;

import dev.meridian.server.config.LogForm;

/** What happens to the events that the libraries and shells log. */
public interface Logs {

    /** Drops all. */
    Logs NONE = (level, form) -> {};

    /** How much goes to stderr, one line an event. */
    enum Level {
        /** Nothing: a command says itself what a person must know. */
        QUIET,
        /** What an operator of a service wants to see. */
        EVENTS,
        /** What somebody who looks for a fault wants to see. */
        DETAILS
    }

    /** From now on so much, in this form. */
    void show(Level level, LogForm form);
}
